"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";

import { Failure } from "@/components/ui/notice";
import { useAccountChange } from "@/hooks/use-account";

/** Whether answers and hours are counted without the person; off unless they turn it on. */
export function StatisticsForm({ stored }: { stored: boolean }) {
  const t = useTranslations();
  const id = useId();
  const change = useAccountChange();
  const isOn = change.isPending ? change.variables.sharesStatistics === true : stored;
  return (
    <section aria-labelledby={`${id}-title`} className="grid max-w-prose gap-3">
      <h2 id={`${id}-title`} className="text-2xl">
        {t("account.statistics.title")}
      </h2>
      <label className="flex items-center gap-3 font-semibold">
        <input
          type="checkbox"
          checked={isOn}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ sharesStatistics: event.target.checked })}
          aria-describedby={`${id}-hint`}
        />
        {t("account.statistics.label")}
      </label>
      <p id={`${id}-hint`} className="text-sm text-soft">
        {t("account.statistics.hint")}
      </p>
      {change.error ? <Failure error={change.error} /> : null}
      <span role="status">
        {change.isSuccess ? t(stored ? "account.statistics.on" : "account.statistics.off") : ""}
      </span>
    </section>
  );
}
