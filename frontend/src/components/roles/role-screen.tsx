"use client";
import { useState } from "react";

import { RoleTransitions } from "@/components/ranking/role-transitions";
import { RequirementList } from "@/components/roles/requirement-list";
import { Stages } from "@/components/shell/stages";
import { ButtonLink } from "@/components/ui/button";
import { count, hoursRange, typicalHours, variantName } from "@/components/ui/format";
import { Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useAnswered } from "@/hooks/use-begun-placement";
import { useRole } from "@/hooks/use-catalog";
import { useDraft } from "@/hooks/use-draft";
import { pages } from "@/services/paths";
import type { RoleDetail, VariantSummary } from "@/types/model";

interface PickerProps {
  variants: readonly VariantSummary[];
  chosen: string;
  onChoose: (variant: string) => void;
}

function VariantPicker({ variants, chosen, onChoose }: PickerProps) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">Which seniority do you aim at?</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        {variants.map(({ variant, hours, requirementCount }) => (
          <label
            key={variant}
            className="card flex gap-3 p-4 hover:border-course has-checked:border-course has-checked:bg-course-tint has-focus-visible:outline-3 has-focus-visible:outline-course"
          >
            <input
              type="radio"
              name="variant"
              value={variant}
              checked={variant === chosen}
              onChange={() => onChoose(variant)}
              className="mt-1 size-4 focus-visible:outline-none"
            />
            <span>
              <span className="block font-semibold">{variantName(variant)}</span>
              <span className="block text-sm text-soft">
                {`${count(requirementCount, "requirement")}, about ${typicalHours(hours)} from nothing (${hoursRange(hours)})`}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function RoleBody({ role }: { role: RoleDetail }) {
  const { draft } = useDraft();
  const [picked, setPicked] = useState<string | null>(null);
  const remembered = draft.role?.slug === role.slug ? draft.role.variant : null;
  const names = role.variants.map(({ variant }) => variant);
  const chosen = [picked, remembered, names[0]].find((name) => name && names.includes(name)) ?? "";
  const answered = useAnswered(role.slug, chosen);
  return (
    <>
      <VariantPicker variants={role.variants} chosen={chosen} onChoose={setPicked} />
      <div>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={pages.placement(role.slug, chosen)} kind="primary">
            {answered > 0 ? `Go on with the questions (${answered} answered)` : "Answer about a dozen questions"}
          </ButtonLink>
          <ButtonLink href={pages.rate(role.slug, chosen)}>Rate my skills for this role</ButtonLink>
        </div>
        <p className="mt-2 text-sm text-soft">
          The questions take a few minutes; rating is for those who want to say it skill by skill. No account needed: what
          you enter stays in this browser until you sign up.
        </p>
      </div>
      <section aria-labelledby="asks">
        <h2 id="asks" className="mb-4 text-2xl">
          What the role asks for
        </h2>
        <RequirementList requirements={role.requirements} variant={chosen} />
      </section>
      <RoleTransitions slug={role.slug} title={role.title} variant={chosen} />
    </>
  );
}

interface RoleScreenProps {
  slug: string;
  /** What the build knew of it. */
  title?: string | undefined;
  known?: RoleDetail | undefined;
}

/** One role: its seniorities and what each asks for. */
export function RoleScreen({ slug, title, known }: RoleScreenProps) {
  const { role, error, refetch } = useRole(slug, known);
  return (
    <Page
      key={slug}
      title={role?.title ?? title ?? (error ? "This role cannot be shown" : "Role")}
      lead={role?.summary}
      over={<Stages here="Role" role={slug} variant="" />}
    >
      {role ? <RoleBody role={role} /> : null}
      {!role && error ? (
        <>
          <Failure error={error} onRetry={() => void refetch()} />
          <p>
            <ButtonLink href={pages.roles}>All roles</ButtonLink>
          </p>
        </>
      ) : null}
      {!role && !error ? <Skeleton height="block" label="Loading the role" /> : null}
    </Page>
  );
}
