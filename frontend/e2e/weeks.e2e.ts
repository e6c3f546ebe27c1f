/** The weeks after the first roadmap, once for every size of screen. */
import { test } from "node:test";

import { visit } from "./browser.ts";
import * as states from "./state-steps.ts";
import { somebody } from "./steps.ts";
import * as weeks from "./weeks-steps.ts";

const screens = [
  { label: "desktop", width: 1280, height: 900 },
  { label: "phone", width: 390, height: 844 },
];

for (const screen of screens) {
  test(`a learner comes back over weeks on ${screen.label}`, { timeout: 900_000 }, async (run) => {
    const here = await visit(screen);
    run.after(() => here.close());
    await weeks.join(here, somebody());
    await weeks.seePointsGained(here);
    await weeks.tickAndClose(here);
    await weeks.complete(here);
    await weeks.promote(here);
    await weeks.takeTimeOff(here);
    await states.seeOtherStates(here);
    await weeks.chooseMain(here);
    await weeks.moveTimeZone(here);
    await weeks.archive(here);
  });
}
