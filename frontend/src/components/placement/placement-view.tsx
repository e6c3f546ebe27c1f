"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { Intro } from "@/components/placement/intro";
import { PlacementNotices } from "@/components/placement/placement-notices";
import { QuestionView } from "@/components/placement/question-view";
import { ResultView } from "@/components/placement/result-view";
import type { SkillArea } from "@/components/placement/skill-map";
import { requirementsOf } from "@/components/rating/role-skills";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/notice";
import { useDomainTitles, useKnowledge, useRoleGraph } from "@/hooks/use-catalog";
import type { PlacementRun } from "@/hooks/placement-run";
import { useRatings } from "@/hooks/use-ratings";
import type { RoleDetail } from "@/types/model";
import type { PlacementState, Reopened } from "@/types/placement";

/** The required skills by domain; their possible prerequisites come last, as one group. */
function useAreas(state: PlacementState, targets: ReadonlyMap<string, number>, variant: string): SkillArea[] {
  const t = useTranslations();
  const graph = useRoleGraph(state.role.slug, variant);
  const titles = useDomainTitles();
  const domains = new Map(graph.data?.nodes.map((node) => [node.skill.slug, node.domain]));
  const areas = new Map<string, SkillArea>();
  for (const level of state.levels.filter(({ skill }) => targets.has(skill.slug))) {
    const domain = domains.get(level.skill.slug) ?? "";
    const title = titles.get(domain) ?? t("placement.map.otherSkills");
    areas.set(title, { title, levels: [...(areas.get(title)?.levels ?? []), level] });
  }
  const prerequisites = state.levels.filter(({ skill }) => !targets.has(skill.slug));
  const asked = [...areas.values()].sort((a, b) => b.levels.length - a.levels.length);
  return prerequisites.length > 0
    ? [...asked, { title: t("placement.map.prerequisites"), levels: prerequisites }]
    : asked;
}

interface PlacementViewProps {
  run: PlacementRun;
  role: RoleDetail;
  variant: string;
  hasAccount: boolean;
  onDone: () => void;
}

function Running({ run, role, variant, state, onDone }: PlacementViewProps & { state: PlacementState }) {
  const [changing, setChanging] = useState<Reopened | null>(null);
  const [isStopped, setIsStopped] = useState(false);
  const { data: knowledge } = useKnowledge();
  const { ratings } = useRatings();
  const names = new Map(knowledge?.levels.map(({ level, name }) => [level, name]));
  const targets = new Map(
    requirementsOf(role, variant).flatMap(({ skills }) =>
      skills.map(({ skill, target }) => [skill.slug, target ?? 0] as const),
    ),
  );
  const areas = useAreas(state, targets, variant);
  const isAsking = changing !== null || ((state.choice ?? state.question) !== null && !isStopped);
  const shared = { run, state, areas, names, targets, onChanging: setChanging };
  return (
    <>
      <PlacementNotices run={run} />
      {isAsking ? (
        <QuestionView {...shared} changing={changing} onFinish={() => setIsStopped(true)} />
      ) : (
        <ResultView {...shared} ratings={ratings} onContinue={() => setIsStopped(false)} onDone={onDone} />
      )}
    </>
  );
}

/** A placement from its introduction to the ratings it leads to. */
export function PlacementView(props: PlacementViewProps) {
  const t = useTranslations();
  const { run, role, variant, hasAccount } = props;
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = () => {
    setIsLeaving(true);
    props.onDone();
  };
  if (isLeaving) return <Skeleton rows={3} height="block" label={t("placement.loading.readiness")} />;
  if (run.isLoading) return <Skeleton rows={3} height="block" label={t("placement.loading.question")} />;
  if (run.state) return <Running {...props} state={run.state} onDone={leave} />;
  if (!run.isBegun) {
    return (
      <Intro
        role={role.slug}
        variant={variant}
        carried={run.earlierAnswers?.count ?? 0}
        workedBefore={run.earlierAnswers?.worked ?? null}
        hasAccount={hasAccount}
        isBusy={run.isBusy}
        error={run.error}
        onBegin={run.begin}
      />
    );
  }
  return (
    <>
      <PlacementNotices run={run} />
      <p>
        <Button onClick={() => run.begin(null)}>{t("placement.loggedOut.restart")}</Button>
      </p>
    </>
  );
}
