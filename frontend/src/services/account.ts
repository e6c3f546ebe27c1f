import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";
import { sessionStore } from "@/services/session-store";

export interface Credentials {
  email: string;
  password: string;
}

export async function signUp(person: Credentials & { displayName: string }) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const answer = await bodyOf(client.POST(api.signup, { body: { ...person, timeZone, transport: "cookie" } }));
  sessionStore.set("signedIn");
  return answer.user;
}

export async function logIn(credentials: Credentials) {
  const answer = await bodyOf(client.POST(api.login, { body: { ...credentials, transport: "cookie" } }));
  sessionStore.set("signedIn");
  return answer.user;
}

export async function logOut(): Promise<void> {
  await bodyOf(client.POST(api.logout));
  sessionStore.set("anonymous");
}

export const getMe = () => bodyOf(client.GET(api.me));

export const renameMe = (displayName: string) => bodyOf(client.PATCH(api.me, { body: { displayName } }));

export const changePassword = (current: string, next: string) =>
  bodyOf(client.PATCH(api.me, { body: { password: { current, new: next } } }));

export async function deleteMe(): Promise<void> {
  await bodyOf(client.DELETE(api.me));
  sessionStore.set("anonymous");
}

export const exportMe = () => bodyOf(client.GET(api.meExport));

export const listSessions = () => bodyOf(client.GET(api.sessions));

export const endSession = (id: string) => bodyOf(client.DELETE(api.session, { params: { path: { session_id: id } } }));

export const endOtherSessions = () => bodyOf(client.DELETE(api.sessions));
