import { expect, test } from "vitest";

import { withResponse, withUpdate } from "@/hooks/roadmap-updates";
import type { ItemChange, PlanItem, Roadmap } from "@/types/model";

const item = (id: string, over: Partial<PlanItem> = {}) =>
  ({ id, status: "todo", isReadyNow: false, ...over }) as PlanItem;

const read = {
  etag: '"1"',
  body: {
    version: 1,
    progress: { done: 0, total: 2, hoursDone: 0, hoursTotal: 9 },
    result: { items: [item("git:1", { isReadyNow: true }), item("git:2")] },
  } as Roadmap,
};

test("a tick shows at once, before the server has agreed", () => {
  const { body, etag } = withUpdate(read, { itemId: "git:1", status: "done" });
  expect(body.result.items.map(({ status }) => status)).toEqual(["done", "todo"]);
  expect(etag).toBe('"1"');
});

test("the answer brings the new version, the progress, and what is ready now", () => {
  const change = {
    item: item("git:1", { status: "done" }),
    roadmap: { version: 2, progress: { done: 1, total: 2, hoursDone: 4, hoursTotal: 9 } },
    readyNow: ["git:2"],
  } as ItemChange;
  const { body, etag } = withResponse(read, { body: change, etag: '"2"' });
  expect(body.result.items.map(({ isReadyNow }) => isReadyNow)).toEqual([false, true]);
  expect(body.progress.done).toBe(1);
  expect([etag, body.version]).toEqual(['"2"', 2]);
});

test("the answer brings the life of the roadmap, readiness and the dates as they are now", () => {
  const change = {
    item: item("git:1", { status: "done" }),
    roadmap: {
      version: 2,
      status: "completed",
      completedAt: "2026-12-01T10:00:00Z",
      progress: { done: 1, total: 2, hoursDone: 4, hoursTotal: 9 },
      readiness: { start: 0, now: 12.5, then: 20 },
    },
    schedule: { daysBehind: -3 },
    readyNow: [],
  } as unknown as ItemChange;
  const { body } = withResponse(read, { body: change, etag: '"2"' });
  expect([body.status, body.completedAt]).toEqual(["completed", "2026-12-01T10:00:00Z"]);
  expect(body.readiness?.now).toBe(12.5);
  expect(body.schedule?.daysBehind).toBe(-3);
});
