import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";

import { basisText } from "@/components/roadmap/forecast";
import { standText } from "@/components/roadmap/ways-on";
import { formats, messages, type Translate } from "@/messages";
import type { Schedule } from "@/types/model";

const t: Translate = createTranslator({ locale: "en", messages, formats }) as Translate;

const schedule = (forecast: Partial<Schedule["forecast"]>) =>
  ({
    hoursPerWeek: 8,
    forecast: { basis: "you", finishedSteps: 4, hoursPerHour: null, pace: 1, ...forecast },
  }) as Schedule;

test("being behind, ahead or on time is said in days", () => {
  expect(standText(t, 14)).toBe("You are 14 days behind your plan.");
  expect(standText(t, -1)).toBe("You are 1 day ahead of your plan.");
  expect(standText(t, 0)).toBe("You are on time.");
});

test("the forecast says what it rests on", () => {
  expect(basisText(t, schedule({ basis: "content" }))).toMatch(/^It follows from the typical hours .* 8 h a week\./);
  expect(basisText(t, schedule({}))).toMatch(/from when you finished 4 steps\./);
});

test("hours that were logged move the forecast, by less than they differ", () => {
  expect(basisText(t, schedule({ hoursPerHour: 1.25, pace: 1.1 }))).toBe(
    "Of the 4 steps you finished, those with logged hours took 25% more time than typical. " +
      "The remaining steps are expected to take 10% more.",
  );
  expect(basisText(t, schedule({ finishedSteps: 1, hoursPerHour: 0.8, pace: 0.9 }))).toBe(
    "Of the 1 step you finished, those with logged hours took 20% less time than typical. " +
      "The remaining steps are expected to take 10% less.",
  );
  expect(basisText(t, schedule({ hoursPerHour: 1, pace: 1 }))).toMatch(
    /took the typical time\. .* the typical time\.$/,
  );
});
