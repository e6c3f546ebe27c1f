/** The session of a component test, and a request that needs one. */
export { changeMe } from "@/services/account";
export { sessionStore } from "@/services/session-store";
