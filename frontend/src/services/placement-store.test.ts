import { beforeEach, expect, test } from "vitest";

import * as store from "@/services/placement-store";

const which = { role: "backend-developer", variant: "junior", owner: null };
const stored = () => store.storedPlacement(store.placementStore.get(), which);

beforeEach(() => {
  window.localStorage.clear();
  store.placementStore.set(store.NO_PLACEMENTS);
});

test("a changed answer stands where the first one stood", () => {
  store.beginPlacement(which, {}, null);
  store.storeAnswer(which, { skill: "git", level: 1, reply: "no" });
  store.storeAnswer(which, { skill: "sql", level: 1, reply: "yes" });
  store.storeAnswer(which, { skill: "git", level: 1, reply: "yes" });
  expect(stored()?.answers).toEqual([
    { skill: "git", level: 1, reply: "yes" },
    { skill: "sql", level: 1, reply: "yes" },
  ]);
});

test("an answer changed while its first version was being sent is not removed with it", () => {
  store.storeAnswer(which, { skill: "git", level: 1, reply: "no" });
  store.storeAnswer(which, { skill: "git", level: 1, reply: "yes" });
  store.forgetAnswer(which, { skill: "git", level: 1, reply: "no" });
  expect(stored()?.answers).toEqual([{ skill: "git", level: 1, reply: "yes" }]);
});

test("what another person answered on this device is not taken over", () => {
  store.storeAnswer({ ...which, owner: "grace" }, { skill: "git", level: 1, reply: "yes" });
  store.storeAnswer({ ...which, owner: "ada" }, { skill: "sql", level: 1, reply: "no" });
  expect(stored()?.answers).toEqual([{ skill: "sql", level: 1, reply: "no" }]);
});

test("a choice is one answer: changed in its place, and taken back as a whole", () => {
  store.storeAnswer(which, { uses: { java: "yes", go: "no" } });
  store.storeAnswer(which, { skill: "java", level: 1, reply: "yes" });
  store.storeAnswer(which, { uses: { java: "skip", go: "skip" } });
  expect(stored()?.answers).toEqual([
    { uses: { java: "skip", go: "skip" } },
    { skill: "java", level: 1, reply: "yes" },
  ]);
  store.forgetAnswer(which, { uses: { java: "yes", go: "no" } });
  expect(stored()?.answers).toHaveLength(2);
  store.takeBackAnswer(which, { uses: { java: null, go: null } });
  expect(stored()?.answers).toEqual([{ skill: "java", level: 1, reply: "yes" }]);
});

test("a correction can be taken back", () => {
  store.storeCorrection(which, "git", 2);
  store.storeCorrection(which, "sql", 1);
  store.storeCorrection(which, "git", null);
  expect(stored()?.corrections).toEqual({ sql: 1 });
});

test("what is not valid in the storage is left out", () => {
  const raw = [
    {
      role: "a",
      variant: "junior",
      seed: -3,
      ratings: { git: "x", sql: 2 },
      worked: { role: "data-analyst", years: "many" },
      answers: [
        { skill: "git", level: 1, reply: "maybe" },
        { skill: "git", level: 2, reply: "yes" },
        { uses: { java: "sometimes" } },
        { uses: { java: "yes", go: null } },
      ],
    },
    { role: 7 },
    "nonsense",
  ];
  expect(store.parsePlacements(raw)).toEqual([
    {
      role: "a",
      variant: "junior",
      owner: null,
      seed: 0,
      ratings: { sql: 2 },
      worked: null,
      answers: [{ skill: "git", level: 2, reply: "yes" }, { uses: { java: "yes", go: null } }],
      corrections: {},
    },
  ]);
  expect(store.parsePlacements({})).toBe(store.NO_PLACEMENTS);
});

test("the answers of many roles are stored, the oldest go", () => {
  for (let n = 0; n < 12; n += 1)
    store.storeAnswer({ ...which, role: `role-${n}` }, { skill: "git", level: 1, reply: "yes" });
  const roles = store.placementStore.get().map(({ role }) => role);
  expect(roles).toHaveLength(8);
  expect(roles[0]).toBe("role-11");
});
