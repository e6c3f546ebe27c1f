"use client";
import { useId, useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/notice";
import { useAccountChange } from "@/hooks/use-account";
import { timeZone, timeZones } from "@/types/days";

/** The time zone that decides which day it is for the person; every date of a roadmap follows it. */
export function TimeZoneForm({ stored }: { stored: string }) {
  const t = useTranslations();
  const id = useId();
  const [chosen, setChosen] = useState(stored);
  const change = useAccountChange();
  const device = timeZone();
  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate({ timeZone: chosen });
  }
  return (
    <form onSubmit={submit} className="grid max-w-md gap-3">
      <div>
        <label htmlFor={id} className="block font-semibold">
          {t("account.timeZone.label")}
        </label>
        <select
          id={id}
          className="field mt-1"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          aria-describedby={`${id}-hint`}
        >
          {timeZones([stored, device]).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </select>
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {t("account.timeZone.hint")}
        </p>
      </div>
      {change.error ? <Failure error={change.error} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" isBusy={change.isPending}>
          {t("account.timeZone.save")}
        </Button>
        {chosen === device ? null : (
          <Button onClick={() => setChosen(device)}>
            {t("account.timeZone.device", { zone: device.replaceAll("_", " ") })}
          </Button>
        )}
        <span role="status">{change.isSuccess && chosen === stored ? t("account.saved") : ""}</span>
      </div>
    </form>
  );
}
