import { beforeEach, expect, test } from "vitest";

import * as store from "@/services/placement-store";

const which = { role: "backend-developer", variant: "junior", owner: null };
const kept = () => store.keptPlacement(store.placementStore.get(), which);

beforeEach(() => {
  window.localStorage.clear();
  store.placementStore.set(store.NO_PLACEMENTS);
});

test("a changed answer stands where the first one stood", () => {
  store.beginPlacement(which, {});
  store.keepAnswer(which, { skill: "git", level: 1, reply: "no" });
  store.keepAnswer(which, { skill: "sql", level: 1, reply: "yes" });
  store.keepAnswer(which, { skill: "git", level: 1, reply: "yes" });
  expect(kept()?.answers.map(({ skill, reply }) => `${skill} ${reply}`)).toEqual(["git yes", "sql yes"]);
});

test("an answer changed while its first wording was on the way is not forgotten with it", () => {
  store.keepAnswer(which, { skill: "git", level: 1, reply: "no" });
  store.keepAnswer(which, { skill: "git", level: 1, reply: "yes" });
  store.forgetAnswer(which, { skill: "git", level: 1, reply: "no" });
  expect(kept()?.answers).toEqual([{ skill: "git", level: 1, reply: "yes" }]);
});

test("what another person answered on this device is nobody's start", () => {
  store.keepAnswer({ ...which, owner: "grace" }, { skill: "git", level: 1, reply: "yes" });
  store.keepAnswer({ ...which, owner: "ada" }, { skill: "sql", level: 1, reply: "no" });
  expect(kept()?.answers.map(({ skill }) => skill)).toEqual(["sql"]);
});

test("a correction can be taken back", () => {
  store.keepCorrection(which, "git", 2);
  store.keepCorrection(which, "sql", 1);
  store.keepCorrection(which, "git", null);
  expect(kept()?.corrections).toEqual({ sql: 1 });
});

test("what is not sound in the storage is left out", () => {
  const raw = [
    { role: "a", variant: "junior", seed: -3, ratings: { git: "x", sql: 2 }, answers: [{ skill: "git", level: 1, reply: "maybe" }, { skill: "git", level: 2, reply: "yes" }] },
    { role: 7 },
    "nonsense",
  ];
  expect(store.parsePlacements(raw)).toEqual([
    { role: "a", variant: "junior", owner: null, seed: 0, ratings: { sql: 2 }, answers: [{ skill: "git", level: 2, reply: "yes" }], corrections: {} },
  ]);
  expect(store.parsePlacements({})).toBe(store.NO_PLACEMENTS);
});

test("the answers of many roles are kept, the oldest go", () => {
  for (let n = 0; n < 12; n += 1) store.keepAnswer({ ...which, role: `role-${n}` }, { skill: "git", level: 1, reply: "yes" });
  const roles = store.placementStore.get().map(({ role }) => role);
  expect(roles).toHaveLength(8);
  expect(roles[0]).toBe("role-11");
});
