"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/notice";
import { useArchiving, useRoadmapChange } from "@/hooks/use-roadmaps";
import { pages } from "@/services/paths";
import type { Roadmap } from "@/types/model";

/** Makes a roadmap the main one, the first on the start page; nothing where it is that already. */
export function MakeMain({ roadmap: { id, isPrimary } }: { roadmap: Pick<Roadmap, "id" | "isPrimary"> }) {
  const t = useTranslations();
  const change = useRoadmapChange(id);
  if (isPrimary) return null;
  return (
    <>
      <Button isBusy={change.isPending} onClick={() => change.mutate({ isPrimary: true })}>
        {t("roadmap.manage.makeMain")}
      </Button>
      {change.error ? (
        <div className="basis-full">
          <Failure error={change.error} />
        </div>
      ) : null}
    </>
  );
}

function ArchiveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations();
  const archiving = useArchiving(id);
  // As a promise: the dialog may be gone with the section before a callback of its own would run.
  const archive = () => void archiving.mutateAsync().then(onClose, () => undefined);
  return (
    <Dialog title={t("roadmap.archive.title")} onClose={onClose}>
      <p>{t("roadmap.archive.text")}</p>
      {archiving.error ? <Failure error={archiving.error} /> : null}
      <div className="flex flex-wrap gap-3">
        <Button onClick={onClose}>{t("roadmap.archive.cancel")}</Button>
        <Button kind="danger" isBusy={archiving.isPending} onClick={archive}>
          {t("roadmap.archive.submit")}
        </Button>
      </div>
    </Dialog>
  );
}

/** What can be done with a roadmap as a whole: another role, the main one, archive it. */
export function ManageRoadmap({ roadmap }: { roadmap: Roadmap }) {
  const t = useTranslations();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section aria-labelledby="manage" className="grid gap-3 border-t border-line pt-6">
      <h2 id="manage" className="text-2xl">
        {t("roadmap.manage.title")}
      </h2>
      <p className="max-w-prose text-soft">{t("roadmap.manage.text")}</p>
      <div className="flex flex-wrap gap-3">
        <MakeMain roadmap={roadmap} />
        <ButtonLink href={pages.roles}>{t("common.chooseAnotherRole")}</ButtonLink>
        <ButtonLink href={pages.matches()}>{t("common.nearbyRoles")}</ButtonLink>
        <Button kind="danger" onClick={() => setIsAsking(true)}>
          {t("roadmap.archive.open")}
        </Button>
      </div>
      {isAsking ? <ArchiveDialog id={roadmap.id} onClose={() => setIsAsking(false)} /> : null}
    </section>
  );
}
