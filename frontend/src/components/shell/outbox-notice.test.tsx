import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { LogOut } from "@/components/account/log-out";
import { OutboxNotice } from "@/components/shell/outbox-notice";
import { useOutboxDelivery } from "@/hooks/use-outbox-delivery";
import { FakeServer } from "@/testing/fake-server";
import { tick } from "@/testing/outbox-entries";
import { render } from "@/testing/render";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }) }));

let server: FakeServer;

function Page() {
  useOutboxDelivery();
  return (
    <>
      <OutboxNotice />
      <LogOut />
    </>
  );
}

/** Stored before the page opens, as after a reload. */
function waiting(...entries: ReturnType<typeof tick>[]): void {
  entries.forEach((entry, order) =>
    window.localStorage.setItem(
      `career.outbox.${order}`,
      JSON.stringify({ ...entry, id: `${order}`, order, refusal: null }),
    ),
  );
}

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  window.localStorage.setItem("career.session", JSON.stringify("signedIn"));
  window.localStorage.setItem("career.account", JSON.stringify("ada"));
  act(() => void window.dispatchEvent(new StorageEvent("storage", { key: null })));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.localStorage.clear();
});

test("what waits for the connection is counted and said to be stored, and is gone when it is sent", async () => {
  waiting(tick("git", "done"), tick("sql", "doing"));
  server.isOnline = false;
  render(<Page />);
  await screen.findByText("2 changes wait for the connection. They are stored in this browser.");
  server.isOnline = true;
  await userEvent.click(screen.getByRole("button", { name: "Try now" }));
  await waitFor(() => expect(server.made).toEqual(["git:1 done", "sql:1 doing"]));
  await waitFor(() => expect(screen.queryByText(/wait for the connection/)).toBeNull());
});

test("a server that is unavailable is not called a lost connection", async () => {
  waiting(tick("git", "done"));
  server.failing = 503;
  render(<Page />);
  await screen.findByText(/1 change is not saved yet: the server is not available right now/);
});

test("a conflict shows both sides, and the person chooses", async () => {
  server.tickElsewhere("git:1", "skipped");
  waiting(tick("git", "done", { hoursSpent: 3 }));
  render(<Page />);
  const conflict = within(await screen.findByRole("listitem"));
  conflict.getByText("git, level 1: you chose “Done, 3 h spent”.");
  conflict.getByText(/changed to “Skipped”/);
  await userEvent.click(conflict.getByRole("button", { name: "Use my change" }));
  await waitFor(() => expect(server.made).toEqual(["git:1 done 3"]));
});

test("what is refused for good says why, and can be discarded", async () => {
  server.status = "archived";
  waiting(tick("git", "done"));
  render(<Page />);
  await screen.findByText(/About roadmap-archived/);
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  await waitFor(() => expect(screen.queryByText(/was not saved/)).toBeNull());
});

test("changes of another account are named, stay, and can be deleted", async () => {
  waiting(tick("git", "done", { owner: "grace" }));
  render(<Page />);
  await screen.findByText(/1 change made with another account is stored in this browser/);
  expect(server.made).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Delete it" }));
  expect(window.localStorage.getItem("career.outbox.0")).toBeNull();
});

test("logging out with unsaved changes asks first", async () => {
  waiting(tick("git", "done"));
  server.failing = 503;
  render(<Page />);
  await screen.findByText(/not saved yet/);
  await userEvent.click(screen.getByRole("button", { name: "Log out" }));
  const dialog = within(await screen.findByRole("dialog"));
  dialog.getByText("It is stored only in this browser. If you log out now, it is deleted.");
  await userEvent.click(dialog.getByRole("button", { name: "Stay logged in" }));
  expect(window.localStorage.getItem("career.outbox.0")).not.toBeNull();
});
