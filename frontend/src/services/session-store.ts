import { browserStore } from "@/services/browser-store";
import { tabLock } from "@/services/tab-lock";

/**
 * Whether a person is logged in here, as far as the page can know: the cookies themselves are out of its
 * reach. `ended` means that the session expired while the app was in use.
 */
export type SessionState = "anonymous" | "signedIn" | "ended";

export const sessionStore = browserStore<SessionState>("career.session", "anonymous", (raw) =>
  raw === "signedIn" || raw === "ended" ? raw : "anonymous",
);

/** The account last seen in this browser, until its log-out; what is done after the session ended is still its. */
export const accountStore = browserStore<string | null>("career.account", null, (raw) =>
  typeof raw === "string" ? raw : null,
);

/** Keeps deliveries and changes of the session apart, over all tabs: nothing is sent to an account it is not of. */
export const sessionLock = tabLock("career.session");
