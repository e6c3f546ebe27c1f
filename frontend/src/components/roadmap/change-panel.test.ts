import { expect, test } from "vitest";

import { changeTo, keptWish } from "@/components/roadmap/change-panel";
import type { Roadmap } from "@/types/model";

const kept = { hoursPerWeek: 8, limit: { kind: "budget", hours: 120 } as const, pins: ["python", "postgresql"] };

test("only what the person changed is sent", () => {
  expect(changeTo(kept, kept, false)).toEqual({ resetProgress: false });
  expect(changeTo({ ...kept, hoursPerWeek: 5 }, kept, true)).toEqual({ resetProgress: true, hoursPerWeek: 5 });
  expect(changeTo({ ...kept, pins: ["postgresql", "python"] }, kept, false)).toEqual({ resetProgress: false });
  expect(changeTo({ ...kept, pins: ["java", "postgresql"] }, kept, false).pins).toEqual(["java", "postgresql"]);
});

test("to give up a limit is a change too", () => {
  expect(changeTo({ ...kept, limit: { kind: "none" } }, kept, false)).toEqual({ resetProgress: false, limit: { kind: "none" } });
});

test("a kept roadmap tells what was wished of it", () => {
  const choice = (slug: string, isPinned: boolean) => ({ isPinned, chosen: [{ slug, title: slug }], others: [] });
  const result = {
    hoursPerWeek: 8,
    limit: { kind: "date", hours: 112, untilDate: "2027-03-01", readiness: null, text: "" },
    choices: [choice("python", true), choice("fastapi", false)],
  };
  expect(keptWish({ result } as unknown as Roadmap)).toEqual({
    hoursPerWeek: 8,
    limit: { kind: "date", until: "2027-03-01" },
    pins: ["python"],
  });
});
