/** Tabs of one browser, each with an outbox of its own over what the browser stores. */
import { Outbox } from "@/services/outbox";
import { tabLock } from "@/services/tab-lock";

const tabs: Outbox[] = [];

/** A tab, or the same tab after a page change: only what the browser stores is shared. */
export function openTab(): Outbox {
  const tab = new Outbox(tabLock("test.session"));
  tabs.push(tab);
  return tab;
}

export function closeTabs(): void {
  tabs.splice(0).forEach((tab) => tab.stop());
}

/** What is left in the outbox: why it was refused, or that it waits. */
export const left = (tab: Outbox) => tab.storage.list().map(({ refusal }) => refusal?.problem.type ?? "waits");
