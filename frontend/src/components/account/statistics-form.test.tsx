import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { StatisticsForm } from "@/components/account/statistics-form";
import * as account from "@/services/account";
import { render } from "@/testing/render";

const me = {
  id: "1",
  email: "a@example.org",
  displayName: "Ada",
  timeZone: "UTC",
  createdAt: "2026-11-29T00:00:00Z",
  sharesStatistics: true,
};
const change = vi.spyOn(account, "changeMe");

beforeEach(() => {
  change.mockReset().mockResolvedValue(me);
});

test("nothing is counted until the person turns it on, and the page says what is counted", async () => {
  render(<StatisticsForm stored={false} />);
  const box = screen.getByRole("checkbox", { name: "Count my answers anonymously" });
  expect(box).toHaveProperty("checked", false);
  const described = document.getElementById(box.getAttribute("aria-describedby") ?? "");
  expect(described?.textContent).toMatch(/not counted.*cannot take back/);
  fireEvent.click(box);
  await waitFor(() => expect(change.mock.calls[0]?.[0]).toEqual({ sharesStatistics: true }));
});

test("what is on can be turned off", async () => {
  render(<StatisticsForm stored />);
  const box = screen.getByRole("checkbox");
  expect(box).toHaveProperty("checked", true);
  fireEvent.click(box);
  await waitFor(() => expect(change.mock.calls[0]?.[0]).toEqual({ sharesStatistics: false }));
});
