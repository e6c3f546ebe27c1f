import { expect, test } from "vitest";

import { changeTo, storedOptions } from "@/components/roadmap/change-panel";
import type { Roadmap } from "@/types/model";

const stored = { hoursPerWeek: 8, limit: { kind: "budget", hours: 120 } as const, pins: ["python", "postgresql"] };

test("only what the person changed is sent", () => {
  expect(changeTo(stored, stored, false)).toEqual({ resetProgress: false });
  expect(changeTo({ ...stored, hoursPerWeek: 5 }, stored, true)).toEqual({ resetProgress: true, hoursPerWeek: 5 });
  expect(changeTo({ ...stored, pins: ["postgresql", "python"] }, stored, false)).toEqual({ resetProgress: false });
  expect(changeTo({ ...stored, pins: ["java", "postgresql"] }, stored, false).pins).toEqual(["java", "postgresql"]);
});

test("to give up a limit is a change too", () => {
  expect(changeTo({ ...stored, limit: { kind: "none" } }, stored, false)).toEqual({
    resetProgress: false,
    limit: { kind: "none" },
  });
});

test("a stored roadmap tells its options", () => {
  const choice = (slug: string, isPinned: boolean) => ({ isPinned, chosen: [{ slug, title: slug }], others: [] });
  const result = {
    hoursPerWeek: 8,
    limit: { kind: "date", hours: 112, untilDate: "2027-03-01", readiness: null, text: "" },
    choices: [choice("python", true), choice("fastapi", false)],
  };
  expect(storedOptions({ result } as unknown as Roadmap)).toEqual({
    hoursPerWeek: 8,
    limit: { kind: "date", until: "2027-03-01" },
    pins: ["python"],
  });
});
