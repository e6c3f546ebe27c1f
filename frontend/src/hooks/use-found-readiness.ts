"use client";
import { useQuery } from "@tanstack/react-query";

import { usePlacements } from "@/hooks/use-account-placement";
import { useDraft } from "@/hooks/use-draft";
import { keys } from "@/hooks/query-keys";
import { useAccountRatings } from "@/hooks/use-ratings";
import { useSession } from "@/hooks/use-session";
import { getPlacement } from "@/services/placements";
import type { PlacedReadiness } from "@/types/draft";
import type { Rating } from "@/types/model";

/** Whether a rating was given by hand after that moment. */
const isRatedSince = (rows: readonly Rating[], moment: string) =>
  rows.some(({ source, updatedAt }) => source === "self" && new Date(updatedAt) > new Date(moment));

/** What the account's last accepted placement for this role found, until a rating is given by hand. */
function useAccepted(role: string, variant: string): PlacedReadiness | null {
  const { user } = useSession();
  const list = usePlacements(user !== null && role !== "");
  const rows = useAccountRatings(user !== null).data?.body.items;
  const last = list.data?.items
    .filter((one) => one.acceptedAt !== null && one.role.slug === role && one.variant === variant)
    .toSorted((one, other) => (other.acceptedAt ?? "").localeCompare(one.acceptedAt ?? ""))[0];
  const isValid = last?.acceptedAt && rows ? !isRatedSince(rows, last.acceptedAt) : false;
  const id = last?.id ?? "";
  const { data } = useQuery({ queryKey: keys.placement(id), queryFn: () => getPlacement(id), enabled: isValid });
  return isValid && data ? data.body.state.readiness : null;
}

/** What a placement for this role found, with or without an account; null once a rating was given by hand. */
export function useFoundReadiness(role: string, variant: string): PlacedReadiness | null {
  const { user } = useSession();
  const accepted = useAccepted(role, variant);
  const { found } = useDraft().draft;
  if (user) return accepted;
  return found?.role === role && found.variant === variant ? found : null;
}
