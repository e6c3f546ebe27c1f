"use client";
import Link from "next/link";

import { SkillCard } from "@/components/rating/skill-card";
import { ResourceList } from "@/components/roadmap/item-details";
import { ButtonLink } from "@/components/ui/button";
import { capital, hoursRange, typicalHours } from "@/components/ui/format";
import { Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useSkill } from "@/hooks/use-catalog";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRatings } from "@/hooks/use-ratings";
import { pages } from "@/services/paths";
import type { SkillDetail, SkillLevel } from "@/types/model";

function Requires({ level }: { level: SkillLevel }) {
  if (level.requires.length === 0) return null;
  return (
    <div>
      <h4 className="font-semibold">Stands on</h4>
      <ul className="grid list-disc gap-1 pl-5">
        {level.requires.map(({ text, strength, why, skills }) => (
          <li key={text}>
            {skills.length > 1 ? `${text}: ` : ""}
            {skills.map(({ slug, title, level: needed }, index) => (
              <span key={`${slug} ${needed}`}>
                {index > 0 ? ", " : ""}
                <Link href={pages.skill(slug)} prefetch={false} className="link">{`${title} ${needed}`}</Link>
              </span>
            ))}
            <span className="text-soft">{`${strength === "soft" ? " (better first)" : ""}${why ? `. ${capital(why)}.` : ""}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function LevelSection({ level }: { level: SkillLevel }) {
  return (
    <li className="relative border-l-2 border-course pb-6 pl-6 last:pb-0">
      <svg aria-hidden="true" viewBox="0 0 24 24" className="absolute top-0 -left-3 size-6">
        <circle cx="12" cy="12" r="8.5" className="fill-page stroke-course stroke-[3]" />
      </svg>
      <h3 className="text-xl">{`${level.level} ${level.name}`}</h3>
      <p className="text-sm text-soft">{`${typicalHours(level.hours)} from the level below (${hoursRange(level.hours)})`}</p>
      <div className="mt-2 grid gap-3">
        <ul className="list-disc pl-5">
          {level.canDo.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <Requires level={level} />
        {level.resources.length > 0 ? (
          <div>
            <h4 className="font-semibold">Learn it with</h4>
            <ResourceList resources={level.resources} />
          </div>
        ) : null}
      </div>
    </li>
  );
}

function SkillBody({ skill }: { skill: SkillDetail }) {
  const { ratings, rate, isLoading } = useRatings();
  return (
    <>
      {isLoading ? null : (
        <section aria-labelledby="mine" className="max-w-2xl">
          <h2 id="mine" className="mb-3 text-2xl">
            What can you do?
          </h2>
          <SkillCard skill={skill} rated={ratings[skill.slug]} onRate={rate} />
        </section>
      )}
      <section aria-labelledby="levels">
        <h2 id="levels" className="mb-4 text-2xl">
          Levels
        </h2>
        <ol className="ml-3">
          {skill.levels.map((level) => (
            <LevelSection key={level.level} level={level} />
          ))}
        </ol>
      </section>
      {skill.usedBy.length > 0 ? (
        <section aria-labelledby="used">
          <h2 id="used" className="mb-3 text-2xl">
            Roles that ask for it
          </h2>
          <ul className="flex flex-wrap gap-3">
            {skill.usedBy.map(({ slug, title }) => (
              <li key={slug}>
                <ButtonLink href={pages.role(slug)}>{title}</ButtonLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** One skill: what its levels mean, stand on, cost, and where to learn them. */
export function SkillScreen() {
  const { slug } = useQueryParams();
  const { data, error, refetch } = useSkill(slug);
  return (
    <Page key={slug} title={data?.title ?? (error ? "This skill cannot be shown" : "Skill")} lead={data?.summary}>
      {data ? <SkillBody skill={data} /> : null}
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton height="block" label="Loading the skill" /> : null}
      <p>
        <ButtonLink href={pages.skills}>My skills</ButtonLink>
      </p>
    </Page>
  );
}
