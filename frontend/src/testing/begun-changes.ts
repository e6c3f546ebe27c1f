/** Changes of roadmaps that a person has begun, for tests of the screens that go on with them. */
import { changeDraftStore } from "@/services/change-drafts";
import { accountStore, sessionStore } from "@/services/session-store";

/** A browser in which this person was logged in until just now, with no change begun. */
export function enterAs(owner: string): void {
  sessionStore.set("ended");
  accountStore.set(owner);
}

export function forgetBegun(): void {
  window.localStorage.clear();
  changeDraftStore.set([]);
}

/** The hours a week of every change that is begun. */
export const begunHours = () => changeDraftStore.get().map(({ hoursPerWeek }) => hoursPerWeek);
