/** How a roadmap looks in states that take weeks, or a change of the content. */
import type { Visit } from "./browser.ts";
import { steps } from "./weeks-steps.ts";
import { t } from "./words.ts";

interface Shape {
  status: string;
  schedule: Record<string, unknown> | null;
  content: Record<string, unknown>;
  retired: unknown;
}

/** What takes weeks, or a change of the content, is put into what the server returns. */
async function seeAs({ page, inspect }: Visit, name: string, change: (body: Shape) => void): Promise<void> {
  const address = /\/api\/v1\/roadmaps\/[0-9a-f-]{36}$/;
  await page.route(address, async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const response = await route.fetch();
    const body = (await response.json()) as Shape;
    change(body);
    return route.fulfill({ response, json: body });
  });
  await page.reload();
  await page.getByText(steps).first().waitFor();
  await inspect(name);
  await page.unroute(address);
}

const ways = {
  shift: { finishOn: "2027-12-24", daysLater: 21 },
  replan: { address: "" },
  changePace: { hoursPerWeek: 9.5, finishOn: "2027-12-03" },
};

export async function seeOtherStates(visit: Visit): Promise<void> {
  const { page } = visit;
  await seeAs(visit, "37-behind", ({ schedule }) => Object.assign(schedule ?? {}, { daysBehind: 21, waysOn: ways }));
  await page.getByText(t("roadmap.behind.behind", { days: 21 })).waitFor();
  await page.getByRole("button", { name: t("roadmap.behind.shift.action") }).click();
  await page.getByText(t("roadmap.behind.onTime")).waitFor();
  await seeAs(visit, "38-newer-content", ({ content }) =>
    Object.assign(content, { newer: { version: "9.9.0", releasedOn: "2026-11-28" } }),
  );
  await seeAs(visit, "39-retired", (body) => {
    body.retired = {
      title: "Data analyst",
      nearest: { role: { slug: "data-scientist", title: "Data scientist" }, variant: "junior", variantTitle: "Junior" },
    };
    body.schedule = null;
  });
  await page.reload();
}
