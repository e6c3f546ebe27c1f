"use client";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useAuditEvents } from "@/hooks/use-admin";
import type { Translate } from "@/messages";
import { AUDIT_ACTIONS, type AuditEvent, type AuditFilter } from "@/types/model";

const actionText = (t: Translate, action: string) => t("admin.audit.action", { action: action.replace(/[.-]/g, "_") });

function EventLine({ event }: { event: AuditEvent }) {
  const t = useTranslations();
  const account = event.account ?? t("admin.audit.noAccount");
  return (
    <li className="border-b border-line py-3 last:border-0">
      <span className="font-semibold">{actionText(t, event.action)}</span>
      {event.subject ? <span className="ml-2 break-all">{event.subject}</span> : null}
      <span className="block text-sm text-soft">{t("admin.audit.at", { at: new Date(event.at) })}</span>
      <span className="block text-sm break-all text-soft">{t("admin.audit.account", { account })}</span>
      {event.actor ? (
        <span className="block text-sm break-all text-soft">{t("admin.audit.actor", { actor: event.actor })}</span>
      ) : null}
    </li>
  );
}

interface Asked {
  account: string;
  action: string;
  since: string;
  until: string;
}

/** A moment as the browser's field holds it, in the time zone of this device. */
const moment = (local: string) => (local ? new Date(local).toISOString() : null);

function filterOf({ account, action, since, until }: Asked): AuditFilter {
  return {
    account: account.trim() || null,
    action: AUDIT_ACTIONS.find((one) => one === action) ?? null,
    since: moment(since),
    until: moment(until),
  };
}

function AuditForm({ account, onAsk }: { account: string; onAsk: (asked: Asked) => void }) {
  const t = useTranslations();
  const [asked, setAsked] = useState<Asked>({ account, action: "", since: "", until: "" });
  const set = (name: keyof Asked) => (value: string) => setAsked({ ...asked, [name]: value });
  function submit(event: FormEvent) {
    event.preventDefault();
    onAsk(asked);
  }
  const actions = AUDIT_ACTIONS.map((one) => [one, actionText(t, one)] as const);
  return (
    <form role="search" onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <div className="w-full max-w-md">
        <Field
          label={t("admin.audit.ofAccount")}
          value={asked.account}
          onValue={set("account")}
          autoComplete="off"
          pattern="\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\s*"
          title={t("admin.audit.idHint")}
        />
      </div>
      <Select
        label={t("admin.audit.ofAction")}
        value={asked.action}
        options={[["", t("admin.audit.anyAction")], ...actions]}
        onChoose={set("action")}
      />
      <Field label={t("admin.audit.since")} type="datetime-local" value={asked.since} onValue={set("since")} />
      <Field label={t("admin.audit.until")} type="datetime-local" value={asked.until} onValue={set("until")} />
      <Button type="submit">{t("admin.audit.search")}</Button>
    </form>
  );
}

/** Who did what, by account, action and time. */
export function AuditList({ account }: { account: string }) {
  const t = useTranslations();
  const [filter, setFilter] = useState(() => filterOf({ account, action: "", since: "", until: "" }));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAuditEvents(filter);
  const events = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="audit" className="grid gap-3">
      <h2 id="audit" className="text-2xl">
        {t("admin.audit.title")}
      </h2>
      <p className="text-soft">{t("admin.audit.text")}</p>
      <AuditForm account={account} onAsk={(asked) => setFilter(filterOf(asked))} />
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton label={t("admin.audit.loading")} /> : null}
      {data && events.length === 0 ? <Empty title={t("admin.audit.empty")}>{t("admin.audit.emptyHint")}</Empty> : null}
      {events.length > 0 ? (
        <ul className="card px-4">
          {events.map((event) => (
            <EventLine key={event.id} event={event} />
          ))}
        </ul>
      ) : null}
      {hasNextPage ? (
        <div>
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("common.showMore")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
