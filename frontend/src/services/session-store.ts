import { browserStore } from "@/services/browser-store";

/**
 * Whether a person is logged in here, as far as the page can know: the cookies themselves are out of its
 * reach. `ended` means that the session expired while the app was in use.
 */
export type SessionState = "anonymous" | "signedIn" | "ended";

export const sessionStore = browserStore<SessionState>("career.session", "anonymous", (raw) =>
  raw === "signedIn" || raw === "ended" ? raw : "anonymous",
);
