"use client";
import Link from "next/link";

import { pages } from "@/services/paths";

const stages = ["Role", "Skills", "Readiness", "Roadmap"] as const;
export type Stage = (typeof stages)[number];

/** Where one is on the way from a role to a roadmap; stages passed can be returned to. */
export function Stages({ here, role, variant }: { here: Stage; role: string; variant: string }) {
  const at = stages.indexOf(here);
  const address: Record<Stage, string> = {
    Role: pages.role(role),
    Skills: pages.rate(role, variant),
    Readiness: pages.readiness(role, variant),
    Roadmap: pages.plan(role, variant),
  };
  return (
    <nav aria-label="Steps to your roadmap">
      <ol className="flex max-w-xl items-center text-sm">
        {stages.map((stage, index) => (
          <li key={stage} className={`flex items-center ${index > 0 ? "grow" : ""}`}>
            {index > 0 ? (
              <span aria-hidden="true" className={`mx-1.5 h-0.5 grow sm:mx-3 ${index <= at ? "bg-course" : "bg-line"}`} />
            ) : null}
            {index < at ? (
              <Link href={address[stage]} prefetch={false} className="link font-semibold">
                {stage}
              </Link>
            ) : (
              <span aria-current={index === at ? "step" : undefined} className={index === at ? "font-bold text-ink" : "text-soft"}>
                {stage}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
