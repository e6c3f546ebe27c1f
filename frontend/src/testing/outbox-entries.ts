/** Entries for tests of the outbox, as ada makes them on the first version. */
import type { ItemStatus } from "@/types/model";
import type { NewEntry } from "@/types/outbox";

export const tick = (
  slug: string,
  status: ItemStatus,
  more: { hoursSpent?: number; owner?: string; etag?: string } = {},
): NewEntry => {
  const { owner = "ada", etag = '"1"', ...hours } = more;
  const change = { itemId: `${slug}:1`, status, ...hours };
  const seen = [{ status: "todo" as const, hoursSpent: null }];
  return { kind: "tick", owner, etag, seen, roadmapId: "r", skill: { slug, title: slug }, level: 1, change };
};

export const rating = (skill: string, level: number, held: number | null = null): NewEntry => ({
  ...{ kind: "rating", owner: "ada", etag: '"ada-1"', seen: [{ level: held }] },
  ...{ skill, level },
});
