import { browserStore } from "@/services/browser-store";

/**
 * Whether somebody is logged in here, as far as the page can know: the cookies themselves are out of its
 * reach. `ended` means that the session ran out under a person's hands.
 */
export type SessionState = "anonymous" | "signedIn" | "ended";

export const sessionStore = browserStore<SessionState>("career.session", "anonymous", (raw) =>
  raw === "signedIn" || raw === "ended" ? raw : "anonymous",
);
