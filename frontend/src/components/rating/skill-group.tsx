"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import type { SkillRequirement, RoleSkill } from "@/components/rating/role-skills";
import { SkillCard, type ImpliedLevel } from "@/components/rating/skill-card";
import type { RatingMap } from "@/types/draft";

interface Rating {
  ratings: RatingMap;
  implied: ReadonlyMap<string, ImpliedLevel>;
  onRate: (slug: string, level: number) => void;
}

function Cards({ skills, ratings, implied, onRate }: Rating & { skills: readonly RoleSkill[] }) {
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      {skills.map(({ skill, target }) => (
        <SkillCard
          key={skill.slug}
          skill={skill}
          target={target}
          rated={ratings[skill.slug]}
          implied={implied.get(skill.slug)}
          onRate={onRate}
        />
      ))}
    </div>
  );
}

function GroupHeading({ title, text }: { title: string; text: string }) {
  return (
    <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-3 border-b-2 border-line pb-1">
      <h2 className="text-xl">{title}</h2>
      <span className="text-sm text-soft">{text}</span>
    </div>
  );
}

/** The skills of one domain, with how many are rated. */
export function SkillGroup({ title, skills, ...rating }: Rating & { title: string; skills: readonly RoleSkill[] }) {
  const t = useTranslations();
  const rated = skills.filter(({ skill }) => skill.slug in rating.ratings).length;
  return (
    <section aria-label={title}>
      <GroupHeading title={title} text={t("rating.group", { rated, total: skills.length })} />
      <Cards skills={skills} {...rating} />
    </section>
  );
}

/** A choice of several skills: those a person knows are open, the others are only named. */
export function ChoiceGroup({ requirement, ...rating }: Rating & { requirement: SkillRequirement }) {
  const t = useTranslations();
  const [wanted, setWanted] = useState<Readonly<Record<string, boolean>>>({});
  const isOpen = ({ skill }: RoleSkill) =>
    wanted[skill.slug] ?? (skill.slug in rating.ratings || rating.implied.has(skill.slug));
  const open = requirement.skills.filter(isOpen);
  return (
    <section aria-label={requirement.label}>
      <GroupHeading
        title={requirement.label}
        text={t("rating.choice.enough", { choose: requirement.choose, total: requirement.skills.length })}
      />
      <p className="mb-2 text-soft">{t("rating.choice.which")}</p>
      <div className="mb-4 flex flex-wrap gap-2">
        {requirement.skills.map((entry) => (
          <button
            key={entry.skill.slug}
            type="button"
            aria-expanded={isOpen(entry)}
            onClick={() => setWanted({ ...wanted, [entry.skill.slug]: !isOpen(entry) })}
            className="min-h-10 rounded-full border border-edge bg-card px-4 hover:border-course aria-expanded:border-course aria-expanded:bg-course-tint aria-expanded:font-semibold"
          >
            {entry.skill.title}
          </button>
        ))}
      </div>
      <Cards skills={open} {...rating} />
    </section>
  );
}
