import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { ChangePanel } from "@/components/roadmap/change-panel";
import { useChanging } from "@/components/roadmap/use-changing";
import { begunHours, enterAs, forgetBegun } from "@/testing/begun-changes";
import { render } from "@/testing/render";
import type { Roadmap } from "@/types/model";

let address = "id=r";
const replace = vi.fn();
vi.mock("next/navigation", () => ({
  useRouter: () => ({ push: vi.fn(), replace }),
  useSearchParams: () => new URLSearchParams(address),
}));

const roadmap = {
  id: "r",
  version: 1,
  status: "active",
  retired: null,
  result: {
    role: { slug: "tester", title: "Tester" },
    variant: "junior",
    hoursPerWeek: 8,
    hours: { low: 80, typical: 100, high: 120 },
    limit: null,
    readinessNow: 20,
    choices: [],
    items: [],
  },
} as unknown as Roadmap;

function Screen({ of }: { of: Roadmap }) {
  const { wanted, key, close, toggle } = useChanging(of);
  return (
    <>
      <button onClick={toggle}>{wanted ? "open" : "closed"}</button>
      {wanted ? <ChangePanel key={key} roadmap={of} wanted={wanted} onClose={close} /> : null}
    </>
  );
}

/** The page as it opens, also after a reload. */
function open(of = roadmap) {
  cleanup();
  render(<Screen of={of} />);
}

const pace = () => screen.getByRole<HTMLInputElement>("spinbutton", { name: "Hours you can learn each week" });

beforeEach(() => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  forgetBegun();
  enterAs("ada");
  address = "id=r";
  replace.mockClear();
});

async function changePace(hours: string) {
  await userEvent.click(screen.getByText("closed"));
  await userEvent.clear(pace());
  await userEvent.type(pace(), hours);
  await waitFor(() => expect(begunHours()).toEqual([Number(hours)]));
}

test("a change that was begun is there again after a reload, and gone once it is given up", async () => {
  open();
  await changePace("5");
  open();
  expect(pace().value).toBe("5");
  await userEvent.click(screen.getByRole("button", { name: "Keep the current plan" }));
  open();
  expect(screen.getByText("closed")).toBeDefined();
});

test("a change that is put back to what the roadmap has is no change", async () => {
  open();
  await changePace("5");
  await userEvent.clear(pace());
  await userEvent.type(pace(), "8");
  await waitFor(() => expect(begunHours()).toEqual([]));
});

test("another account, and a roadmap that is archived, do not open it", async () => {
  open();
  await changePace("5");
  enterAs("bob");
  open();
  expect(screen.getByText("closed")).toBeDefined();
  enterAs("ada");
  open({ ...roadmap, status: "archived" });
  expect(screen.getByText("closed")).toBeDefined();
});

test("what an address asks for is asked once; after a reload what was made of it counts", async () => {
  address = "id=r&change=1&hours=12";
  open();
  expect(pace().value).toBe("12");
  expect(replace).toHaveBeenCalledWith("/roadmap/?id=r", { scroll: false });
  await userEvent.clear(pace());
  await userEvent.type(pace(), "11");
  address = "id=r";
  await waitFor(() => expect(begunHours()).toEqual([11]));
  open();
  expect(pace().value).toBe("11");
});
