import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { Intro } from "@/components/placement/intro";
import { render } from "@/testing/render";
import type { Worked } from "@/types/placement";

const items = [
  { slug: "data-analyst", title: "Data analyst", variants: [] },
  { slug: "backend-developer", title: "Back-end developer", variants: [] },
];

beforeEach(() => vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ items }))));

function show(workedBefore: Worked | null = null) {
  const onBegin = vi.fn();
  render(
    <Intro
      role="data-analyst"
      variant="junior"
      carried={0}
      workedBefore={workedBefore}
      hasAccount={false}
      isBusy={false}
      error={null}
      onBegin={onBegin}
    />,
  );
  return onBegin;
}

const start = () => userEvent.click(screen.getByRole("button", { name: "Start the questions" }));

test("the role one works as can be left out", async () => {
  const onBegin = show();
  expect(screen.queryByLabelText("Years in this role")).toBeNull();
  await start();
  expect(onBegin).toHaveBeenCalledExactlyOnceWith(null);
});

test("the role and the years go along, within what the API takes", async () => {
  const onBegin = show();
  await screen.findByRole("option", { name: "Back-end developer" });
  await userEvent.selectOptions(screen.getByLabelText("Role"), "backend-developer");
  await userEvent.type(screen.getByLabelText("Years in this role"), "0.5");
  await start();
  expect(onBegin).toHaveBeenLastCalledWith({ role: "backend-developer", years: 0.5 });
  await userEvent.type(screen.getByLabelText("Years in this role"), "{Backspace>3/}400");
  await start();
  expect(onBegin).toHaveBeenLastCalledWith({ role: "backend-developer", years: 60 });
});

test("what was said before the log-in is there again and can be taken out", async () => {
  const onBegin = show({ role: "data-analyst", years: 4 });
  await screen.findByRole("option", { name: "Data analyst" });
  expect(screen.getByLabelText<HTMLSelectElement>("Role").value).toBe("data-analyst");
  expect(screen.getByLabelText<HTMLInputElement>("Years in this role").value).toBe("4");
  await userEvent.selectOptions(screen.getByLabelText("Role"), "");
  await start();
  expect(onBegin).toHaveBeenCalledExactlyOnceWith(null);
});
