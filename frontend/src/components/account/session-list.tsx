"use client";
import { Button } from "@/components/ui/button";
import { dateTime } from "@/components/ui/format";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useEndSession, useSessions } from "@/hooks/use-account";
import type { LoginSession } from "@/types/model";

/** "Firefox on Linux" out of what a browser says of itself. */
function deviceName(userAgent: string): string {
  const browser = /Firefox|Edg|OPR|Chrome|Safari|curl|python/i.exec(userAgent)?.[0] ?? "Unknown program";
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(userAgent)?.[0];
  const name = { Edg: "Edge", OPR: "Opera" }[browser] ?? browser;
  return system ? `${name} on ${system}` : name;
}

function SessionLine({ session, onEnd }: { session: LoginSession; onEnd: () => void }) {
  const name = deviceName(session.userAgent);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-3 last:border-0">
      <span>
        <span className="font-semibold">{name}</span>
        {session.isCurrent ? <span className="tag ml-2">this one</span> : null}
        <span className="block text-sm text-soft">{`since ${dateTime(session.createdAt)}, last used ${dateTime(session.lastUsedAt)}`}</span>
      </span>
      {session.isCurrent ? null : (
        <Button aria-label={`Log out ${name}, last used ${dateTime(session.lastUsedAt)}`} onClick={onEnd}>
          Log out
        </Button>
      )}
    </li>
  );
}


/** Every log-in that still holds, and how to end it. */
export function SessionList() {
  const { data, error, refetch } = useSessions();
  const end = useEndSession();
  return (
    <section aria-labelledby="sessions" className="grid gap-3">
      <h2 id="sessions" className="text-2xl">
        Where you are logged in
      </h2>
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton rows={2} label="Loading your log-ins" /> : null}
      {end.error ? <Failure error={end.error} /> : null}
      {data ? (
        <ul className="card max-w-2xl px-4">
          {data.items.map((session) => (
            <SessionLine key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
          ))}
        </ul>
      ) : null}
      {data && data.items.length > 1 ? (
        <div>
          <Button isBusy={end.isPending} onClick={() => end.mutate(null)}>
            Log out everywhere else
          </Button>
        </div>
      ) : null}
    </section>
  );
}
