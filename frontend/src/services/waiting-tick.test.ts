import { afterEach, expect, test } from "vitest";

import { keepTick, NO_TICKS, takeTicks, waitingTicks } from "@/services/waiting-tick";

afterEach(() => waitingTicks.set(NO_TICKS));

test("ticks wait in their order, the last one of a step counts, and each roadmap takes its own", () => {
  keepTick({ roadmapId: "a", itemId: "git:1", status: "doing" });
  keepTick({ roadmapId: "b", itemId: "git:1", status: "skipped" });
  keepTick({ roadmapId: "a", itemId: "sql:1", status: "done" });
  keepTick({ roadmapId: "a", itemId: "git:1", status: "done" });
  expect(takeTicks("a").map(({ itemId, status }) => [itemId, status])).toEqual([
    ["sql:1", "done"],
    ["git:1", "done"],
  ]);
  expect(takeTicks("a")).toEqual([]);
  expect(takeTicks("b")).toHaveLength(1);
});
