"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

import { pages } from "@/services/paths";

const stages = ["role", "skills", "readiness", "roadmap"] as const;
export type SetupStage = (typeof stages)[number];

/** How far someone is from a role to a roadmap; earlier stages are links. */
export function SetupNav({ current, role, variant }: { current: SetupStage; role: string; variant: string }) {
  const t = useTranslations();
  const at = stages.indexOf(current);
  const address: Record<SetupStage, string> = {
    role: pages.role(role),
    skills: pages.rate(role, variant),
    readiness: pages.readiness(role, variant),
    roadmap: pages.plan(role, variant),
  };
  return (
    <nav aria-label={t("shell.setup.label")}>
      <ol className="flex max-w-xl items-center text-sm">
        {stages.map((stage, index) => (
          <li key={stage} className={`flex items-center ${index > 0 ? "grow" : ""}`}>
            {index > 0 ? (
              <span
                aria-hidden="true"
                className={`mx-1.5 h-0.5 grow sm:mx-3 ${index <= at ? "bg-course" : "bg-line"}`}
              />
            ) : null}
            {index < at ? (
              <Link href={address[stage]} prefetch={false} className="link font-semibold">
                {t(`shell.setup.${stage}`)}
              </Link>
            ) : (
              <span
                aria-current={index === at ? "step" : undefined}
                className={index === at ? "font-bold text-ink" : "text-soft"}
              >
                {t(`shell.setup.${stage}`)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
