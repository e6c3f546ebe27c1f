import { beforeEach, expect, test } from "vitest";

import { changeDraft, changeDraftStore, forgetChangeDrafts, storeChangeDraft } from "@/services/change-drafts";
import { NO_LIMIT } from "@/types/plan-options";

const mine = { roadmapId: "r", owner: "ada" };
const draft = {
  options: { hoursPerWeek: 6, limit: { kind: "budget", hours: 120 } as const, pins: ["python"] },
  variant: "mid",
  isReset: true,
};

beforeEach(() => changeDraftStore.set([]));

test("a change that was begun is found again, by its roadmap and its account alone", () => {
  storeChangeDraft(mine, draft);
  expect(changeDraft(mine)).toEqual(draft);
  expect(changeDraft({ ...mine, roadmapId: "other" })).toBeNull();
  expect(changeDraft({ ...mine, owner: "bob" })).toBeNull();
});

test("the last word about a roadmap counts, and a change that was saved or given up is gone", () => {
  storeChangeDraft(mine, draft);
  storeChangeDraft(mine, { ...draft, options: { ...draft.options, limit: NO_LIMIT } });
  expect(changeDraft(mine)?.options.limit).toEqual(NO_LIMIT);
  storeChangeDraft(mine, null);
  expect(changeDraft(mine)).toBeNull();
  expect(window.localStorage.getItem("career.changes")).toBeNull();
});

test("who leaves an account leaves nothing of it behind", () => {
  storeChangeDraft(mine, draft);
  storeChangeDraft({ ...mine, owner: "bob" }, draft);
  forgetChangeDrafts("ada");
  expect(changeDraft(mine)).toBeNull();
  expect(changeDraft({ ...mine, owner: "bob" })).toEqual(draft);
});

test("only the last ten are stored", () => {
  for (let number = 0; number < 12; number += 1) storeChangeDraft({ ...mine, roadmapId: `r${number}` }, draft);
  expect(changeDraftStore.get().map(({ roadmapId }) => roadmapId)).toEqual(
    Array.from({ length: 10 }, (_, place) => `r${11 - place}`),
  );
});
