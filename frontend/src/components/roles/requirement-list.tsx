import Link from "next/link";
import { useTranslations } from "use-intl";

import { pages } from "@/services/paths";
import type { Importance, Requirement } from "@/types/model";

const sections: readonly Importance[] = ["core", "supporting", "bonus"];

function targetsFor(requirement: Requirement, variant: string) {
  return requirement.targets.flatMap(({ skill, levels }) => {
    const level = levels[variant];
    return level === undefined ? [] : [{ skill, level }];
  });
}

function RequirementLine({ requirement, variant }: { requirement: Requirement; variant: string }) {
  const t = useTranslations();
  const targets = targetsFor(requirement, variant);
  const isChoice = requirement.targets.length > 1;
  return (
    <li className="border-b border-line py-2.5 last:border-0">
      {isChoice ? (
        <p className="text-sm text-soft">
          {t("roles.requirements.choice", {
            label: requirement.label ?? t("roles.requirements.choiceLabel"),
            choose: requirement.choose,
            total: targets.length,
          })}
        </p>
      ) : null}
      <ul className={isChoice ? "flex flex-wrap gap-x-5 gap-y-1" : ""}>
        {targets.map(({ skill, level }) => (
          <li key={skill.slug} className="flex items-baseline justify-between gap-3">
            <Link
              href={pages.skill(skill.slug)}
              prefetch={false}
              className="font-semibold underline decoration-line underline-offset-4 hover:decoration-course"
            >
              {skill.title}
            </Link>
            <span className="text-sm whitespace-nowrap text-soft">{t("roles.requirements.level", { level })}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** The requirements of a role at one seniority, the most important first. */
export function RequirementList({ requirements, variant }: { requirements: readonly Requirement[]; variant: string }) {
  const t = useTranslations();
  const asked = requirements.filter((requirement) => targetsFor(requirement, variant).length > 0);
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      {sections.map((importance) => {
        const lines = asked.filter((requirement) => requirement.importance === importance);
        if (lines.length === 0) return null;
        return (
          <section key={importance} className="card p-5" aria-label={t(`roles.requirements.${importance}.label`)}>
            <h3 className="text-lg">{t(`roles.requirements.${importance}.title`)}</h3>
            <p className="text-sm text-soft">{t(`roles.requirements.${importance}.text`)}</p>
            <ul className="mt-2">
              {lines.map((requirement) => (
                <RequirementLine key={requirement.key} requirement={requirement} variant={variant} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
