import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { WorkedLine } from "@/components/placement/worked-line";
import { render } from "@/testing/render";

const items = [
  { slug: "data-analyst", title: "Data analyst", variants: [] },
  { slug: "backend-developer", title: "Back-end developer", variants: [] },
];
const worked = { role: { slug: "data-analyst", title: "Data analyst" }, years: 2 };

beforeEach(() => vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ items }))));

test("what one works as is shown, and said again with another role and other years", async () => {
  const onChange = vi.fn();
  render(<WorkedLine worked={worked} onChange={onChange} />);
  expect(screen.getByText("You said that you work, or worked, as Data analyst, for 2 years.")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Change this" }));
  await screen.findByRole("option", { name: "Back-end developer" });
  await userEvent.selectOptions(screen.getByLabelText("Role"), "backend-developer");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith({ role: "backend-developer", years: 2 });
});

test("it can be taken back, and leaving it as it is changes nothing", async () => {
  const onChange = vi.fn();
  render(<WorkedLine worked={worked} onChange={onChange} />);
  await userEvent.click(screen.getByRole("button", { name: "Change this" }));
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Change this" }));
  await userEvent.selectOptions(screen.getByLabelText("Role"), "");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith(null);
});

test("where it cannot be changed it is only shown, and nothing said is nothing shown", () => {
  render(<WorkedLine worked={{ ...worked, years: 0 }} onChange={null} />);
  expect(screen.getByText("You said that you work, or worked, as Data analyst.")).toBeDefined();
  expect(screen.queryByRole("button")).toBeNull();
  render(<WorkedLine worked={null} onChange={null} />);
  expect(screen.queryByText(/not said/)).toBeNull();
});
