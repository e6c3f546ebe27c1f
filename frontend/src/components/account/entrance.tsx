"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState, type FormEvent } from "react";

import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { count } from "@/components/ui/format";
import { Failure, Note } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useDraft } from "@/hooks/use-draft";
import { useQueryParams } from "@/hooks/use-query-params";
import { useLogIn, useSession, useSignUp } from "@/hooks/use-session";
import { pages, safeNext } from "@/services/paths";

const LEAST = 15;

/** Says that what was typed without an account comes along. */
function CarriedNote() {
  const { draft } = useDraft();
  const rated = Object.keys(draft.ratings).length;
  if (rated === 0) return null;
  return <Note>{`Your ${count(rated, "rating")} from this browser will be kept in your account.`}</Note>;
}

function useArrival() {
  const { next } = useQueryParams();
  const { user } = useSession();
  const router = useRouter();
  const target = safeNext(next);
  useEffect(() => {
    if (user) router.replace(target);
  }, [user, router, target]);
  return next ?? undefined;
}

export function SignUpScreen() {
  const next = useArrival();
  const signUp = useSignUp();
  const [displayName, setDisplayName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isShown, setIsShown] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!signUp.isPending) signUp.mutate({ displayName: displayName.trim(), email: email.trim(), password });
  }
  return (
    <Page title="Sign up" lead="An account keeps your ratings, your roadmap and your progress.">
      <form onSubmit={submit} className="grid max-w-md gap-5">
        <CarriedNote />
        <Field label="Name" value={displayName} onValue={setDisplayName} autoComplete="name" maxLength={100} pattern=".*\S.*" title="The name we greet you with" required />
        <Field label="Email" type="email" value={email} onValue={setEmail} autoComplete="email" maxLength={254} required />
        <Field
          label="Password"
          type={isShown ? "text" : "password"}
          value={password}
          onValue={setPassword}
          autoComplete="new-password"
          minLength={LEAST}
          maxLength={128}
          hint={`At least ${LEAST} characters. Four or five unrelated words are strong and easy to keep in mind.`}
          required
        />
        <label className="flex items-center gap-2">
          <input type="checkbox" className="size-4" checked={isShown} onChange={(event) => setIsShown(event.target.checked)} />
          Show the password
        </label>
        {signUp.error ? <Failure error={signUp.error} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="primary" isBusy={signUp.isPending}>
            Create my account
          </Button>
          <ButtonLink href={pages.login(next)}>I have an account</ButtonLink>
        </div>
      </form>
    </Page>
  );
}

export function LogInScreen() {
  const { hasEnded } = useSession();
  const next = useArrival();
  const logIn = useLogIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!logIn.isPending) logIn.mutate({ email: email.trim(), password });
  }
  return (
    <Page title="Log in" lead="Go on where you stopped.">
      <form onSubmit={submit} className="grid max-w-md gap-5">
        {hasEnded ? <Note>Your session has ended. Log in again and you are back where you were; nothing is lost.</Note> : <CarriedNote />}
        <Field label="Email" type="email" value={email} onValue={setEmail} autoComplete="username" required />
        <Field label="Password" type="password" value={password} onValue={setPassword} autoComplete="current-password" required />
        {logIn.error ? <Failure error={logIn.error} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="primary" isBusy={logIn.isPending}>
            Log in
          </Button>
          <ButtonLink href={pages.signup(next)}>Create an account</ButtonLink>
        </div>
      </form>
    </Page>
  );
}
