"use client";
import Link from "next/link";
import { useState, type FormEvent } from "react";
import { useFormatter, useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { FactList, SourcesButton } from "@/components/ui/facts";
import { Field } from "@/components/ui/field";
import { pages } from "@/services/paths";
import type { PlanItem, Resource } from "@/types/model";

const isHttps = (url: string | null): url is string => url?.startsWith("https://") ?? false;

function ResourceLine({ resource }: { resource: Resource }) {
  const t = useTranslations();
  const format = useFormatter();
  const { title, url, type, cost, authors } = resource;
  return (
    <li>
      {isHttps(url) ? (
        <a href={url} target="_blank" rel="noreferrer noopener" className="link">
          {title}
          <span className="sr-only">{t("roadmap.item.newWindow")}</span>
        </a>
      ) : (
        <span className="font-semibold">{title}</span>
      )}
      <span className="ml-1.5 text-sm text-soft">
        {authors.length > 0
          ? t("roadmap.item.resourceBy", { authors: format.list(authors), type, cost })
          : t("roadmap.item.resource", { type, cost })}
      </span>
    </li>
  );
}

export function ResourceList({ resources }: { resources: readonly Resource[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-5">
      {resources.map((resource) => (
        <ResourceLine key={resource.slug} resource={resource} />
      ))}
    </ul>
  );
}

function HoursForm({ item, onSpend }: { item: PlanItem; onSpend: (hours: number | null) => void }) {
  const t = useTranslations();
  const [text, setText] = useState(item.hoursSpent?.toString() ?? "");
  function submit(event: FormEvent) {
    event.preventDefault();
    const hours = Number(text);
    onSpend(text.trim() === "" || !Number.isFinite(hours) ? null : hours);
  }
  return (
    <form onSubmit={submit} className="flex max-w-xs items-end gap-3">
      <Field
        label={t("roadmap.item.hoursSpent")}
        type="number"
        inputMode="decimal"
        min={0}
        max={10000}
        step="any"
        value={text}
        onValue={setText}
      />
      <Button type="submit">{t("common.save")}</Button>
    </form>
  );
}

interface ItemDetailsProps {
  item: PlanItem;
  all: ReadonlyMap<string, PlanItem>;
  onSpend?: ((hours: number | null) => void) | undefined;
}

/** Why a step is there, what comes before it, where to learn it, and its hours and readiness. */
export function ItemDetails({ item, all, onSpend }: ItemDetailsProps) {
  const t = useTranslations();
  const before = item.dependsOn.flatMap((id) => all.get(id) ?? []);
  return (
    <div className="grid gap-4 pt-3 pb-1">
      <div>
        <h4 className="mb-1 font-semibold">{t("roadmap.item.why")}</h4>
        <FactList facts={item.reasons} />
      </div>
      {before.length > 0 ? (
        <div>
          <h4 className="mb-1 font-semibold">{t("roadmap.item.after")}</h4>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {before.map((other) => (
              <li key={other.id}>
                <a href={`#item-${other.id}`} className="link">
                  {t("level.stepShort", { skill: other.skill.title, level: other.level })}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div>
        <h4 className="mb-1 font-semibold">{t("roadmap.item.learn")}</h4>
        {item.resources.length > 0 ? (
          <ResourceList resources={item.resources} />
        ) : (
          <p className="text-soft">{t("roadmap.item.noResources")}</p>
        )}
      </div>
      <p className="text-soft">
        {t("roadmap.item.outcome", { low: item.hours.low, high: item.hours.high, points: item.readinessAfter })}{" "}
        <Link href={pages.skill(item.skill.slug)} prefetch={false} className="link">
          {t("roadmap.item.allLevels", { skill: item.skill.title })}
        </Link>
      </p>
      {onSpend ? <HoursForm key={item.hoursSpent} item={item} onSpend={onSpend} /> : null}
      <p>
        <SourcesButton />
      </p>
    </div>
  );
}
