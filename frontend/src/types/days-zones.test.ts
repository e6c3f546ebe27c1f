import { expect, test } from "vitest";

import { timeZones } from "@/types/days";

test("the stored time zone can be chosen, also where this browser does not know it", () => {
  const zones = timeZones(["Mars/Olympus", "Europe/Berlin"]);
  expect(zones).toContain("Mars/Olympus");
  expect(zones).toContain("UTC");
  expect(zones.filter((zone) => zone === "Europe/Berlin")).toHaveLength(1);
  expect(zones).toEqual([...zones].sort());
});
