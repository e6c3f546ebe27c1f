"use client";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useEndSession, useSessions } from "@/hooks/use-account";
import type { Translate } from "@/messages";
import type { LoginSession } from "@/types/model";

/** "Firefox on Linux", from what a browser says about itself. */
function deviceName(t: Translate, userAgent: string): string {
  const browser = /Firefox|Edg|OPR|Chrome|Safari|curl|python/i.exec(userAgent)?.[0] ?? t("account.sessions.unknown");
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(userAgent)?.[0];
  const name = { Edg: "Edge", OPR: "Opera" }[browser] ?? browser;
  return system ? t("account.sessions.device", { browser: name, system }) : name;
}

function SessionLine({ session, onEnd }: { session: LoginSession; onEnd: () => void }) {
  const t = useTranslations();
  const device = deviceName(t, session.userAgent);
  const used = new Date(session.lastUsedAt);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-3 last:border-0">
      <span>
        <span className="font-semibold">{device}</span>
        {session.isCurrent ? <span className="tag ml-2">{t("account.sessions.current")}</span> : null}
        <span className="block text-sm text-soft">
          {t("account.sessions.times", { created: new Date(session.createdAt), used })}
        </span>
      </span>
      {session.isCurrent ? null : (
        <Button aria-label={t("account.sessions.endOne", { device, used })} onClick={onEnd}>
          {t("account.sessions.end")}
        </Button>
      )}
    </li>
  );
}

/** Every session that is still valid, and how to end it. */
export function SessionList() {
  const t = useTranslations();
  const { data, error, refetch } = useSessions();
  const end = useEndSession();
  return (
    <section aria-labelledby="sessions" className="grid gap-3">
      <h2 id="sessions" className="text-2xl">
        {t("account.sessions.title")}
      </h2>
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton rows={2} label={t("account.sessions.loading")} /> : null}
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
            {t("account.sessions.endAll")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
