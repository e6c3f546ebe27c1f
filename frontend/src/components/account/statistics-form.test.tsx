import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { StatisticsForm } from "@/components/account/statistics-form";
import { render } from "@/testing/render";

const mutate = vi.fn();
const change = { mutate, isPending: false, isSuccess: false, error: null, variables: undefined };
vi.mock("@/hooks/use-account", () => ({ useAccountChange: () => change }));

beforeEach(() => {
  mutate.mockReset();
});

test("nothing is counted until the person turns it on, and the page says what is counted", () => {
  render(<StatisticsForm stored={false} />);
  const box = screen.getByRole("checkbox", { name: "Count my answers anonymously" });
  expect(box).toHaveProperty("checked", false);
  const described = document.getElementById(box.getAttribute("aria-describedby") ?? "");
  expect(described?.textContent).toMatch(/not counted.*cannot take back/);
  fireEvent.click(box);
  expect(mutate).toHaveBeenCalledWith({ sharesStatistics: true });
});

test("what is on can be turned off", () => {
  render(<StatisticsForm stored />);
  const box = screen.getByRole("checkbox");
  expect(box).toHaveProperty("checked", true);
  fireEvent.click(box);
  expect(mutate).toHaveBeenCalledWith({ sharesStatistics: false });
});
