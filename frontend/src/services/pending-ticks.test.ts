import { afterEach, expect, test } from "vitest";

import { addPendingTick, NO_TICKS, takePendingTicks, pendingTicks } from "@/services/pending-ticks";

afterEach(() => pendingTicks.set(NO_TICKS));

test("ticks wait in their order, the last one of a step counts, and each roadmap takes its own", () => {
  addPendingTick({ roadmapId: "a", itemId: "git:1", status: "doing" });
  addPendingTick({ roadmapId: "b", itemId: "git:1", status: "skipped" });
  addPendingTick({ roadmapId: "a", itemId: "sql:1", status: "done" });
  addPendingTick({ roadmapId: "a", itemId: "git:1", status: "done" });
  expect(takePendingTicks("a").map(({ itemId, status }) => [itemId, status])).toEqual([
    ["sql:1", "done"],
    ["git:1", "done"],
  ]);
  expect(takePendingTicks("a")).toEqual([]);
  expect(takePendingTicks("b")).toHaveLength(1);
});
