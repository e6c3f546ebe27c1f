import type { useFormatter } from "use-intl";

import type { PlacementChoice } from "@/types/placement";

/** What a choice is called: by its label, otherwise by its options. */
export function choiceTitle(format: ReturnType<typeof useFormatter>, { label, options }: PlacementChoice): string {
  return (
    label ??
    format.list(
      options.map(({ skill }) => skill.title),
      { type: "disjunction" },
    )
  );
}
