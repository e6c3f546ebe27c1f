"use client";
import { useId } from "react";

import { Button } from "@/components/ui/button";
import { variantName } from "@/components/ui/format";
import { useRoles } from "@/hooks/use-catalog";
import type { RoleSummary } from "@/types/model";
import type { HeldRole } from "@/types/ranking";

interface SelectProps {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChoose: (value: string) => void;
}

function Select({ label, value, options, onChoose }: SelectProps) {
  const id = useId();
  return (
    <div className="w-full sm:w-64">
      <label htmlFor={id} className="block font-semibold">
        {label}
      </label>
      <select id={id} className="field mt-1" value={value} onChange={(event) => onChoose(event.target.value)}>
        {options.map(([slug, text]) => (
          <option key={slug} value={slug}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

const variantsOf = (roles: readonly RoleSummary[], slug: string) =>
  roles.find((role) => role.slug === slug)?.variants.map(({ variant }) => variant) ?? [];

/** "I am a … already": ranks as if everything that role asks for was held. */
export function HeldRolePicker({ from, onFrom }: { from: HeldRole | null; onFrom: (from: HeldRole | null) => void }) {
  const { roles = [] } = useRoles();
  const choose = (slug: string) => {
    const variants = variantsOf(roles, slug);
    const [first] = variants;
    const kept = variants.find((variant) => variant === from?.variant);
    onFrom(first === undefined ? null : { slug, variant: kept ?? first });
  };
  return (
    <section aria-labelledby="held-role" className="rounded-2xl bg-sunk p-4 sm:p-6">
      <h2 id="held-role" className="text-xl">
        From a role you hold
      </h2>
      <p className="mt-1 max-w-prose text-soft">Choose one, and roles are ranked as if you met everything it asks for. Your ratings stay as they are.</p>
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <Select
          label="Role"
          value={from?.slug ?? ""}
          options={[["", "None: by my ratings alone"], ...roles.map(({ slug, title }) => [slug, title] as const)]}
          onChoose={choose}
        />
        {from ? (
          <>
            <Select
              label="Seniority"
              value={from.variant}
              options={variantsOf(roles, from.slug).map((variant) => [variant, variantName(variant)] as const)}
              onChoose={(variant) => onFrom({ ...from, variant })}
            />
            <Button onClick={() => onFrom(null)}>By my ratings alone</Button>
          </>
        ) : null}
      </div>
    </section>
  );
}
