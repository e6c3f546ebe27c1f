import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";
import { accountStore, sessionLock, sessionStore } from "@/services/session-store";
import { timeZone } from "@/types/days";
import type { User } from "@/types/model";

export interface Credentials {
  email: string;
  password: string;
}

/** Enter an account while nothing of another one is being sent. */
async function enter(request: () => Promise<{ user: User }>) {
  const { user } = await sessionLock(request);
  accountStore.set(user.id);
  sessionStore.set("signedIn");
  return user;
}

export const signUp = (person: Credentials & { displayName: string }) =>
  enter(() => bodyOf(client.POST(api.signup, { body: { ...person, timeZone: timeZone(), transport: "cookie" } })));

export const logIn = (credentials: Credentials) =>
  enter(() => bodyOf(client.POST(api.login, { body: { ...credentials, transport: "cookie" } })));

function leave(): void {
  accountStore.set(null);
  sessionStore.set("anonymous");
}

export async function logOut(): Promise<void> {
  await sessionLock(() => bodyOf(client.POST(api.logout)));
  leave();
}

/** Whose session this is, asked of the server. */
export async function getMe() {
  const me = await bodyOf(client.GET(api.me));
  if (accountStore.get() !== me.id) accountStore.set(me.id);
  return me;
}

export const changeMe = (change: { displayName?: string; timeZone?: string; sharesStatistics?: boolean }) =>
  bodyOf(client.PATCH(api.me, { body: change }));

export const changePassword = (current: string, next: string) =>
  bodyOf(client.PATCH(api.me, { body: { password: { current, new: next } } }));

export async function deleteMe(): Promise<void> {
  await sessionLock(() => bodyOf(client.DELETE(api.me)));
  leave();
}

/** Prove that it is the person, for what asks for it in the next minutes. */
export const confirmSession = (password: string) => bodyOf(client.POST(api.confirmation, { body: { password } }));

export const exportMe = () => bodyOf(client.GET(api.meExport));

export const listSessions = () => bodyOf(client.GET(api.sessions));

export const endSession = (id: string) => bodyOf(client.DELETE(api.session, { params: { path: { session_id: id } } }));

export const endOtherSessions = () => bodyOf(client.DELETE(api.sessions));
