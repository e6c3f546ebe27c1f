import type { RoleSkill } from "@/components/rating/role-skills";
import { SkillCard, type ImpliedLevel } from "@/components/rating/skill-card";
import type { RatingMap } from "@/types/draft";

interface SkillGroupProps {
  title: string;
  skills: readonly RoleSkill[];
  ratings: RatingMap;
  implied: ReadonlyMap<string, ImpliedLevel>;
  onRate: (slug: string, level: number) => void;
}

/** The skills of one domain, with how many are rated. */
export function SkillGroup({ title, skills, ratings, implied, onRate }: SkillGroupProps) {
  const rated = skills.filter(({ skill }) => skill.slug in ratings).length;
  return (
    <section aria-label={title}>
      <div className="mb-3 flex items-baseline justify-between gap-3 border-b-2 border-line pb-1">
        <h2 className="text-xl">{title}</h2>
        <span className="text-sm whitespace-nowrap text-soft">{`${rated} of ${skills.length} rated`}</span>
      </div>
      <div className="grid items-start gap-4 md:grid-cols-2">
        {skills.map(({ skill, target, remark }) => (
          <SkillCard
            key={skill.slug}
            skill={skill}
            target={target}
            remark={remark}
            rated={ratings[skill.slug]}
            implied={implied.get(skill.slug)}
            onRate={onRate}
          />
        ))}
      </div>
    </section>
  );
}
