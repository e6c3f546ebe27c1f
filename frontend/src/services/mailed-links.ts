import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";

/** Each of these sends a mail; the answer says where a local server shows it instead. */
export const sendVerification = () => bodyOf(client.POST(api.verification));

export const requestReset = (email: string) => bodyOf(client.POST(api.reset, { body: { email } }));

export const requestEmailChange = (email: string, currentPassword: string) =>
  bodyOf(client.POST(api.meEmail, { body: { email, currentPassword } }));

export const verifyEmail = (token: string) => bodyOf(client.POST(api.verificationConfirm, { body: { token } }));

export const changeEmail = (token: string) => bodyOf(client.POST(api.emailConfirm, { body: { token } }));

export const resetPassword = (token: string, password: string) =>
  bodyOf(client.POST(api.resetConfirm, { body: { token, password } }));

/** Take the link out of the address, so that it stays in no history and on no screenshot. */
export function takeFragment(): string {
  const { hash, pathname, search } = window.location;
  if (hash) window.history.replaceState(window.history.state, "", `${pathname}${search}`);
  return hash;
}
