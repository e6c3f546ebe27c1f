"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

import { Button, ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/notice";
import { useRoadmaps } from "@/hooks/use-roadmaps";
import { pages } from "@/services/paths";
import { dateOf } from "@/types/calendar";
import type { Roadmap } from "@/types/model";
import { NO_LIMIT, type Limit } from "@/types/plan-options";

/** Opens the update of the roadmap, for another seniority or without its limit where that is wanted. */
export type OnChange = (wanted?: { variant?: string; limit?: Limit }) => void;

interface NoticeProps {
  roadmap: Roadmap;
  onChange: OnChange;
}

/** The role or its seniority is gone from the content: its last title, and the nearest living one. */
export function RetiredNote({ roadmap: { result, retired }, onChange }: NoticeProps) {
  const t = useTranslations();
  if (!retired) return null;
  const { title, nearest } = retired;
  const name = nearest && t("seniority.role", { role: nearest.role.title, variant: nearest.variantTitle });
  const isSameRole = nearest?.role.slug === result.role.slug;
  return (
    <Note>
      <p className="font-semibold">{t("roadmap.retired.title", { role: title, variant: result.variantTitle })}</p>
      <p>{t("roadmap.retired.text")}</p>
      {nearest && name ? (
        <div className="mt-3 flex flex-wrap gap-3">
          {isSameRole ? (
            <Button kind="primary" onClick={() => onChange({ variant: nearest.variant })}>
              {t("roadmap.retired.goOn", { role: name })}
            </Button>
          ) : (
            <ButtonLink href={pages.plan(nearest.role.slug, nearest.variant)} kind="primary">
              {t("roadmap.retired.plan", { role: name })}
            </ButtonLink>
          )}
        </div>
      ) : null}
    </Note>
  );
}

/** The content has moved on since the roadmap was planned. */
export function NewerContentNote({ roadmap: { content, status, retired }, onChange }: NoticeProps) {
  const t = useTranslations();
  const { version, newer } = content;
  if (!newer || retired || status === "archived") return null;
  return (
    <Note>
      <p>
        {newer.releasedOn
          ? t("roadmap.newer.dated", { version: newer.version, date: dateOf(newer.releasedOn), before: version })
          : t("roadmap.newer.text", { version: newer.version, before: version })}
      </p>
      <Button className="mt-3" onClick={() => onChange()}>
        {t("roadmap.newer.action")}
      </Button>
    </Note>
  );
}

/** A roadmap that is done, and what leads on from it. */
export function CompletedCard({ roadmap, onChange }: NoticeProps) {
  const t = useTranslations();
  const { result, next, completedAt, retired } = roadmap;
  const variant = next?.variant;
  const near = next?.nearRoles ?? [];
  const isLimited = result.limit !== null && !retired;
  return (
    <section aria-labelledby="completed" className="card grid gap-4 border-strong p-5 sm:p-6">
      <div>
        <h2 id="completed" className="text-2xl">
          {t("roadmap.completed.title")}
        </h2>
        <p className="text-soft">
          {completedAt ? t("roadmap.completed.on", { date: new Date(completedAt) }) : null}{" "}
          {isLimited ? t("roadmap.completed.limited") : t("roadmap.completed.text")}
        </p>
      </div>
      {isLimited || variant ? (
        <div className="grid gap-3">
          {variant ? (
            <p>
              {t("roadmap.completed.variant", {
                variant: variant.variantTitle,
                points: variant.points,
                hours: variant.hoursLeft,
              })}
            </p>
          ) : null}
          <div className="flex flex-wrap gap-3">
            {variant ? (
              <Button kind="primary" onClick={() => onChange({ variant: variant.variant, limit: NO_LIMIT })}>
                {t("roadmap.completed.promote", { variant: variant.variantTitle })}
              </Button>
            ) : null}
            {isLimited ? (
              <Button kind={variant ? "quiet" : "primary"} onClick={() => onChange({ limit: NO_LIMIT })}>
                {t("roadmap.completed.rest")}
              </Button>
            ) : null}
          </div>
        </div>
      ) : null}
      {near.length > 0 ? <NearRoles near={near} /> : null}
    </section>
  );
}

function NearRoles({ near }: { near: NonNullable<Roadmap["next"]>["nearRoles"] }) {
  const t = useTranslations();
  return (
    <div>
      <h3 className="text-lg">{t("roadmap.completed.near")}</h3>
      <ul>
        {near.map(({ role, variant, variantTitle, points, hoursLeft, text }) => (
          <li key={`${role.slug} ${variant}`} className="border-b border-line py-2 last:border-0">
            <Link href={pages.plan(role.slug, variant)} prefetch={false} className="link font-semibold">
              {t("seniority.role", { role: role.title, variant: variantTitle })}
            </Link>
            <span className="block text-sm text-soft">
              {t("roadmap.completed.nearRole", { points, hours: hoursLeft })} {text}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** An archived roadmap: to read, and to start again from. */
export function ArchivedNote({ roadmap, onChange }: NoticeProps) {
  const t = useTranslations();
  const { result, progress, archivedAt, createdAt, retired } = roadmap;
  const active = useRoadmaps("active", true);
  const completed = useRoadmaps("completed", true);
  const lists = [active, completed].flatMap(({ data }) => data?.pages.flatMap(({ items }) => items) ?? []);
  const living = lists.find(({ role }) => role.slug === result.role.slug);
  const isKnown = active.data !== undefined && completed.data !== undefined;
  return (
    <Note>
      <p>
        {t("roadmap.archived", {
          date: new Date(archivedAt ?? createdAt),
          done: progress.done,
          total: progress.total,
        })}
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        {living ? (
          <ButtonLink href={pages.roadmap(living.id)} kind="primary">
            {t("roadmap.archive.current", { role: living.role.title, variant: living.variantTitle })}
          </ButtonLink>
        ) : null}
        {isKnown && !living && !retired ? (
          <Button kind="primary" onClick={() => onChange()}>
            {t("roadmap.archive.restart")}
          </Button>
        ) : null}
        <ButtonLink href={pages.roles}>{t("common.chooseAnotherRole")}</ButtonLink>
      </div>
    </Note>
  );
}
