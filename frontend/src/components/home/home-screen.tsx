"use client";
import { Chart } from "@/components/home/chart";
import { GoOn } from "@/components/home/go-on";
import { RoleGrid } from "@/components/roles/role-grid";
import { ButtonLink } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useRoles } from "@/hooks/use-catalog";
import { useHeadingFocus } from "@/hooks/use-heading-focus";
import { pages } from "@/services/paths";
import type { RoleSummary } from "@/types/model";

const promises = [
  ["Say what you can do", "About a dozen questions, or skill by skill: pick the sentences that are true of you. No account needed."],
  ["See how ready you are", "A score from 0 to 100, and for every point the reason: what is strong, weak, or missing."],
  ["Get the order to learn in", "Steps in phases that never come before what they need, with hours, weeks and a why for each."],
] as const;

/** The first screen: what this does, something to look at, and the way on. */
export function HomeScreen({ known }: { known?: readonly RoleSummary[] | undefined }) {
  const { roles, error, refetch } = useRoles(known);
  const heading = useHeadingFocus();
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pb-16 sm:px-6">
      <div className="grid items-center gap-8 py-8 md:grid-cols-[1.05fr_1fr] md:gap-12 md:py-14">
        <div>
          <h1 ref={heading} tabIndex={-1} className="text-4xl sm:text-5xl">
            Plot the course to the job you want.
          </h1>
          <p className="mt-4 max-w-lg text-lg text-soft">
            Say what you can do and which role in technology you are heading for. You get an honest readiness
            score, what is missing, and what to learn next, in order and with the reason for every step.
          </p>
          <div className="mt-6 flex flex-wrap gap-3">
            <ButtonLink href={pages.roles} kind="primary">
              Choose a role
            </ButtonLink>
            <GoOn />
          </div>
        </div>
        <Chart />
      </div>
      <ol className="grid gap-4 sm:grid-cols-3">
        {promises.map(([title, text], index) => (
          <li key={title} className="border-t-2 border-course pt-3">
            <h2 className="text-xl">
              <span className="mr-2 text-course">{index + 1}</span>
              {title}
            </h2>
            <p className="mt-1 text-soft">{text}</p>
          </li>
        ))}
      </ol>
      <section aria-labelledby="start" className="mt-14">
        <h2 id="start" className="mb-4 text-2xl">
          Where do you want to go?
        </h2>
        {roles ? <RoleGrid roles={roles.slice(0, 9)} /> : null}
        {!roles && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {!roles && !error ? <Skeleton label="Loading roles" /> : null}
        <p className="mt-5 flex flex-wrap gap-3">
          {roles && roles.length > 9 ? <ButtonLink href={pages.roles}>All {roles.length} roles</ButtonLink> : null}
          <ButtonLink href={pages.matches()}>Which roles am I near?</ButtonLink>
        </p>
      </section>
    </div>
  );
}
