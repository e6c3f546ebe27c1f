import { afterEach, expect, test } from "vitest";

import { localDay, timeZone } from "@/types/days";

const own = process.env.TZ;
afterEach(() => {
  if (own === undefined) delete process.env.TZ;
  else process.env.TZ = own;
});

test.each([
  // In the evening of 28 November in Los Angeles it is the 29th in Greenwich.
  ["America/Los_Angeles", "2026-11-29T04:30:00Z", 0, "2026-11-28"],
  ["America/Los_Angeles", "2026-11-29T04:30:00Z", 1, "2026-11-29"],
  ["Pacific/Kiritimati", "2026-11-28T10:30:00Z", 0, "2026-11-29"],
  // 90 times 24 hours from 23:30 are an hour short where the clock is put forward, or a day ahead where it is put back.
  ["Europe/Berlin", "2026-03-28T22:30:00Z", 1, "2026-03-29"],
  ["Europe/Berlin", "2026-10-24T21:30:00Z", 91, "2027-01-23"],
  ["Europe/Berlin", "2027-03-27T23:15:00Z", 1, "2027-03-29"],
  ["UTC", "2027-12-31T23:59:59Z", 1, "2028-01-01"],
])("in %s at %s, %i days ahead is %s", (zone, now, ahead, day) => {
  process.env.TZ = zone;
  expect(timeZone()).toBe(zone);
  expect(localDay(new Date(now), ahead)).toBe(day);
});
