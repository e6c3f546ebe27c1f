"use client";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";

import { AccountOnly } from "@/components/account/account-only";
import { PasswordForm } from "@/components/account/password-form";
import { SessionList } from "@/components/account/session-list";
import { ConflictPanel } from "@/components/rating/conflict-panel";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Failure } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useExport, useRename } from "@/hooks/use-account";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useErasure, useLogOut, useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { User } from "@/types/model";

function NameForm({ user }: { user: User }) {
  const [name, setName] = useState(user.displayName);
  const rename = useRename();
  function submit(event: FormEvent) {
    event.preventDefault();
    rename.mutate(name.trim());
  }
  return (
    <form onSubmit={submit} className="grid max-w-md gap-3">
      <p className="text-soft">Logged in as {user.email}</p>
      <Field label="Name" value={name} onValue={setName} autoComplete="name" maxLength={100} pattern=".*\S.*" required />
      {rename.error ? <Failure error={rename.error} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" isBusy={rename.isPending}>
          Save name
        </Button>
        <span role="status">{rename.isSuccess ? "Saved." : ""}</span>
      </div>
    </form>
  );
}

function ErasureDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const router = useRouter();
  const erase = useErasure();
  const [typed, setTyped] = useState("");
  const isMeant = typed.trim().toLowerCase() === user.email.toLowerCase();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isMeant) return;
    // Asked as a promise: this dialog is gone with the account before a callback of its own would run.
    void erase.mutateAsync().then(
      () => router.replace(pages.home),
      () => undefined,
    );
  }
  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      <p>
        Your ratings, analyses, roadmaps and progress are erased for good. Nobody can bring them back. Export them first
        if you want to keep them.
      </p>
      <form onSubmit={submit} className="grid gap-4">
        <Field label={`Type ${user.email} to confirm`} value={typed} onValue={setTyped} autoComplete="off" />
        {erase.error ? <Failure error={erase.error} /> : null}
        <div className="flex flex-wrap gap-3">
          <Button onClick={onClose}>Keep my account</Button>
          <Button type="submit" kind="danger" disabled={!isMeant} isBusy={erase.isPending}>
            Delete for good
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function YourData({ user }: { user: User }) {
  const everything = useExport();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section aria-labelledby="data" className="grid gap-3">
      <h2 id="data" className="text-2xl">
        Your data
      </h2>
      <p className="text-soft">Everything we keep about you, as one JSON file.</p>
      {everything.error ? <Failure error={everything.error} /> : null}
      <div className="flex flex-wrap gap-3">
        <Button isBusy={everything.isPending} onClick={() => everything.mutate()}>
          Export my data
        </Button>
        <Button kind="danger" onClick={() => setIsAsking(true)}>
          Delete my account
        </Button>
      </div>
      {isAsking ? <ErasureDialog user={user} onClose={() => setIsAsking(false)} /> : null}
    </section>
  );
}

function AccountBody() {
  const { user } = useSession();
  const router = useRouter();
  const logOut = useLogOut();
  const { flush, error } = useRatingSync();
  async function leave() {
    if (!(await flush())) return;
    await logOut.mutateAsync().then(
      () => router.push(pages.home),
      () => undefined, // The failure is shown below.
    );
  }
  const failure = error ?? logOut.error;
  if (!user) return null;
  return (
    <>
      <NameForm key={user.id} user={user} />
      <ConflictPanel />
      {failure ? <Failure error={failure} /> : null}
      <div>
        <Button isBusy={logOut.isPending} onClick={() => void leave()}>
          Log out
        </Button>
      </div>
      <PasswordForm />
      <SessionList />
      <YourData user={user} />
    </>
  );
}

/** The account: name, password, log-ins, and what is kept. */
export function AccountScreen() {
  return (
    <Page title="Account">
      <AccountOnly>
        <AccountBody />
      </AccountOnly>
    </Page>
  );
}
