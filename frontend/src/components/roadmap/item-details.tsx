"use client";
import Link from "next/link";
import { useState, type FormEvent } from "react";

import { Button } from "@/components/ui/button";
import { FactList } from "@/components/ui/facts";
import { Field } from "@/components/ui/field";
import { hoursRange, points } from "@/components/ui/format";
import { pages } from "@/services/paths";
import type { PlanItem, Resource } from "@/types/model";

const isHttps = (url: string | null): url is string => url?.startsWith("https://") ?? false;

function ResourceLine({ resource }: { resource: Resource }) {
  const { title, url, type, cost, authors } = resource;
  return (
    <li>
      {isHttps(url) ? (
        <a href={url} target="_blank" rel="noreferrer noopener" className="link">
          {title}
          <span className="sr-only"> (opens in a new window)</span>
        </a>
      ) : (
        <span className="font-semibold">{title}</span>
      )}
      <span className="text-sm text-soft">{` ${[authors.join(", "), type, cost].filter(Boolean).join(" · ")}`}</span>
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
  const [text, setText] = useState(item.hoursSpent?.toString() ?? "");
  function submit(event: FormEvent) {
    event.preventDefault();
    const hours = Number(text);
    onSpend(text.trim() === "" || !Number.isFinite(hours) ? null : hours);
  }
  return (
    <form onSubmit={submit} className="flex max-w-xs items-end gap-3">
      <Field label="Hours spent so far" type="number" inputMode="decimal" min={0} max={10000} step="any" value={text} onValue={setText} />
      <Button type="submit">Save</Button>
    </form>
  );
}

interface ItemDetailsProps {
  item: PlanItem;
  all: ReadonlyMap<string, PlanItem>;
  onSpend?: ((hours: number | null) => void) | undefined;
}

/** Why a step is there, what it stands on, where to learn it, and what it brings. */
export function ItemDetails({ item, all, onSpend }: ItemDetailsProps) {
  const before = item.dependsOn.flatMap((id) => all.get(id) ?? []);
  return (
    <div className="grid gap-4 pt-3 pb-1">
      <div>
        <h4 className="mb-1 font-semibold">Why</h4>
        <FactList facts={item.reasons} />
      </div>
      {before.length > 0 ? (
        <div>
          <h4 className="mb-1 font-semibold">Comes after</h4>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {before.map((other) => (
              <li key={other.id}>
                <a href={`#item-${other.id}`} className="link">{`${other.skill.title} ${other.level}`}</a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div>
        <h4 className="mb-1 font-semibold">Learn it with</h4>
        {item.resources.length > 0 ? <ResourceList resources={item.resources} /> : <p className="text-soft">No resource is listed yet.</p>}
      </div>
      <p className="text-soft">
        {`${hoursRange(item.hours)}. Readiness after this step: ${points(item.readinessAfter)}. `}
        <Link href={pages.skill(item.skill.slug)} prefetch={false} className="link">
          {`All levels of ${item.skill.title}`}
        </Link>
      </p>
      {onSpend ? <HoursForm key={item.hoursSpent} item={item} onSpend={onSpend} /> : null}
    </div>
  );
}
