"use client";
import { useTranslations } from "use-intl";

import { OutboxDecision } from "@/components/shell/outbox-decision";
import { Button } from "@/components/ui/button";
import { useOutbox, type OutboxView } from "@/hooks/use-outbox";
import { useSession } from "@/hooks/use-session";
import { hasStatus } from "@/types/problem";

function Waiting({ waiting, failure, isSending, isDurable, deliver, isLogIn }: OutboxView & { isLogIn: boolean }) {
  const t = useTranslations();
  const reason = isLogIn ? "logIn" : hasStatus(failure, 0) ? "connection" : "server";
  return (
    <div role="status" className="sticky top-0 z-20 border-b border-line bg-weak-tint px-4 py-2">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-4 gap-y-2">
        <p className="grow">
          {t("outbox.waiting", { count: waiting, reason })}{" "}
          {isDurable ? t("outbox.stored", { count: waiting }) : t("outbox.unstored", { count: waiting })}
        </p>
        {isLogIn ? null : (
          <Button isBusy={isSending} onClick={deliver}>
            {t("outbox.tryNow")}
          </Button>
        )}
      </div>
    </div>
  );
}

function Decisions({ refused, retry, discard }: OutboxView) {
  const t = useTranslations();
  return (
    <section aria-labelledby="undecided" className="border-b border-line bg-card px-4 py-4">
      <div className="mx-auto grid max-w-5xl gap-3">
        <h2 id="undecided" className="text-xl">
          {t("outbox.decisions", { count: refused.length })}
        </h2>
        <ul className="grid gap-3">
          {refused.map((entry) => (
            <OutboxDecision
              key={entry.id}
              entry={entry}
              onRetry={() => retry(entry)}
              onDiscard={() => discard(entry)}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

function Foreign({ foreign, discard }: OutboxView) {
  const t = useTranslations();
  return (
    <div className="border-b border-line bg-sunk px-4 py-2">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-4 gap-y-2">
        <p className="grow">{t("outbox.foreign", { count: foreign.length })}</p>
        <Button onClick={() => foreign.forEach(discard)}>{t("outbox.deleteForeign", { count: foreign.length })}</Button>
      </div>
    </div>
  );
}

/** On every page: what is stored in this browser only, why, and what the person can do about it. */
export function OutboxNotice() {
  const view = useOutbox();
  const { hasEnded } = useSession();
  const isHeldUp = view.waiting > 0 && (hasEnded || view.failure !== null);
  return (
    <>
      {isHeldUp ? <Waiting {...view} isLogIn={hasEnded || hasStatus(view.failure, 401)} /> : null}
      {view.refused.length > 0 ? <Decisions {...view} /> : null}
      {view.foreign.length > 0 ? <Foreign {...view} /> : null}
    </>
  );
}
