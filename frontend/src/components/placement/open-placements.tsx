"use client";
import { ButtonLink } from "@/components/ui/button";
import { date, variantName } from "@/components/ui/format";
import { Failure } from "@/components/ui/notice";
import { usePlacements } from "@/hooks/use-account-placement";
import { pages } from "@/services/paths";

/** Questions a person has begun and not finished. */
export function OpenPlacements() {
  const { data, error, refetch } = usePlacements(true);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : null;
  const open = data.items.filter(({ status }) => status === "open");
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions" className="mb-3 text-2xl">
        Questions you have begun
      </h2>
      <ul className="grid gap-3">
        {open.map(({ id, role, variant, asked, mostQuestions, createdAt }) => (
          <li key={id} className="card flex flex-wrap items-center justify-between gap-3 p-4">
            <span>
              <span className="font-semibold">{`${role.title}, ${variantName(variant).toLowerCase()}`}</span>
              <span className="block text-sm text-soft">{`${asked} answered of at most ${mostQuestions}, begun on ${date(createdAt)}`}</span>
            </span>
            <ButtonLink href={pages.placement(role.slug, variant)}>Go on</ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
