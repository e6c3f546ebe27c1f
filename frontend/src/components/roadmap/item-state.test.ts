import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";

import { heldIn, heldText, isDueAgain, isOpen, nextStep, stateOf } from "@/components/roadmap/item-state";
import { messages, type Translate } from "@/messages";
import type { PlanItem } from "@/types/model";

const t: Translate = createTranslator({ locale: "en", messages }) as Translate;

const item = (id: string, over: Partial<PlanItem> = {}): PlanItem => {
  const [slug = "", level] = id.split(":");
  return {
    id,
    skill: { slug, title: slug.toUpperCase() },
    level: Number(level),
    status: "todo",
    isReadyNow: false,
    isHeld: false,
    heldBy: null,
    heldIn: [],
    doneOn: null,
    dependsOn: [],
    ...over,
  } as PlanItem;
};

test("what is held by other means is held, whatever the step itself says", () => {
  expect(stateOf(item("sql:1", { isHeld: true, heldBy: "rating" }))).toBe("held");
  expect(stateOf(item("sql:1", { isHeld: true, heldBy: "roadmap", status: "doing" }))).toBe("held");
  expect(stateOf(item("sql:1", { isHeld: true, heldBy: "item", status: "done" }))).toBe("done");
  expect(stateOf(item("sql:1", { isReadyNow: true }))).toBe("ready");
});

test("a tick that was just taken back is open again before the server has agreed", () => {
  expect(stateOf(item("sql:1", { isHeld: true, heldBy: "item", isReadyNow: true }))).toBe("ready");
  expect(isOpen(item("sql:1", { isHeld: true, heldBy: "item" }))).toBe(true);
});

test("a step rated lower after it was done is due again, one that waits to be sent is not", () => {
  expect(isDueAgain(item("sql:1", { status: "done", doneOn: "2026-12-01" }))).toBe(true);
  expect(isDueAgain(item("sql:1", { status: "done" }))).toBe(false);
  expect(isDueAgain(item("sql:1", { status: "done", doneOn: "2026-12-01", isHeld: true }))).toBe(false);
});

test("the reason why a step is held names where it comes from", () => {
  const first = item("sql:1", { isHeld: true, heldBy: "roadmap" });
  const second = item("sql:2", { status: "done", isHeld: true, heldBy: "item" });
  expect(heldText(t, first, [first, second])).toBe("It follows from SQL 2, which you have.");
  expect(heldText(t, first, [first, item("sql:2")])).toBe("You finished this in another roadmap.");
  expect(heldText(t, item("sql:1", { isHeld: true, heldBy: "rating" }), [second])).toBe(
    "You rated this skill at this level or higher.",
  );
});

test("what is implied follows from the step that requires it", () => {
  const implied = item("http:1", { isHeld: true, heldBy: "implied" });
  const root = item("rest:1", { isHeld: true, heldBy: "rating", dependsOn: ["http:1"] });
  expect(heldText(t, implied, [implied, root])).toBe("It follows from REST 1, which you have.");
  expect(heldText(t, implied, [implied])).toBe("It follows from other skills you have.");
});

test("the next step is one in progress, then one that is ready, and never one that is held", () => {
  const held = item("git:1", { isReadyNow: true, isHeld: true, heldBy: "implied" });
  const ready = item("sql:1", { isReadyNow: true });
  const doing = item("css:1", { status: "doing" });
  expect(nextStep([held, item("web:1"), ready, doing])).toBe(doing);
  expect(nextStep([held, item("web:1"), ready])).toBe(ready);
  expect(nextStep([held])).toBeUndefined();
});

test("a step that was finished in another roadmap names the latest one, where that is why it is held", () => {
  const finished = (slug: string) => ({
    roadmapId: slug,
    role: { slug, title: slug },
    variant: "junior",
    variantTitle: "Junior",
  });
  const both = [finished("analyst"), finished("tester")];
  expect(heldIn(item("sql:1", { isHeld: true, heldBy: "roadmap", heldIn: both }))).toEqual(both[0]);
  expect(heldIn(item("sql:1", { isHeld: true, heldBy: "roadmap" }))).toBeNull();
  expect(heldIn(item("sql:1", { isHeld: true, heldBy: "rating", heldIn: both }))).toBeNull();
});
