"use client";
import { useState } from "react";

import { Asking } from "@/components/placement/asking";
import { Intro } from "@/components/placement/intro";
import { ResultView } from "@/components/placement/result-view";
import type { SkillArea } from "@/components/placement/skill-map";
import { asksOf } from "@/components/rating/role-skills";
import { Button } from "@/components/ui/button";
import { count } from "@/components/ui/format";
import { Failure, Note, Skeleton } from "@/components/ui/notice";
import { useDomainTitles, useKnowledge, useRoleGraph } from "@/hooks/use-catalog";
import type { PlacementRun } from "@/hooks/placement-run";
import { useRatings } from "@/hooks/use-ratings";
import type { RoleDetail } from "@/types/model";
import type { GivenAnswer, PlacementState } from "@/types/placement";

const UNDERNEATH = "What these may stand on";

/** What the role asks for, under its domains; what that may stand on comes last, as one. */
function useAreas(state: PlacementState, targets: ReadonlyMap<string, number>, variant: string): SkillArea[] {
  const graph = useRoleGraph(state.role.slug, variant);
  const titles = useDomainTitles();
  const domains = new Map(graph.data?.nodes.map((node) => [node.skill.slug, node.domain]));
  const areas = new Map<string, SkillArea>();
  for (const level of state.levels.filter(({ skill }) => targets.has(skill.slug))) {
    const domain = domains.get(level.skill.slug) ?? "";
    const title = titles.get(domain) ?? (domain || "Other skills");
    areas.set(title, { title, levels: [...(areas.get(title)?.levels ?? []), level] });
  }
  const underneath = state.levels.filter(({ skill }) => !targets.has(skill.slug));
  const asked = [...areas.values()].sort((a, b) => b.levels.length - a.levels.length);
  return underneath.length > 0 ? [...asked, { title: UNDERNEATH, levels: underneath }] : asked;
}

function Remarks({ run }: { run: PlacementRun }) {
  const { fromBefore, setAside, wentOnElsewhere, error, waiting } = run;
  return (
    <>
      {error ? <Failure error={error} onRetry={run.retry} /> : null}
      {error && waiting.length > 0 ? (
        <Note>{`${count(waiting.length, "answer")} kept in this browser. Nothing is lost: trying again sends it.`}</Note>
      ) : null}
      {wentOnElsewhere ? <Note>These questions went on in another window. You see them as they are now, with the answers of both.</Note> : null}
      {setAside > 0 ? <Note>{`${count(setAside, "answer")} no longer counts: what it was about has changed.`}</Note> : null}
      {fromBefore ? (
        <Note>
          <p>{`This browser holds ${count(fromBefore.count, "answer")} from before you logged in.`}</p>
          <p className="mt-2 flex flex-wrap gap-3">
            <Button onClick={fromBefore.takeAlong}>Take them along</Button>
            <Button onClick={fromBefore.forget}>Forget them</Button>
          </p>
        </Note>
      ) : null}
    </>
  );
}

interface PlacementViewProps {
  run: PlacementRun;
  role: RoleDetail;
  variant: string;
  hasAccount: boolean;
  onDone: () => void;
}

function Running({ run, role, variant, state, onDone }: PlacementViewProps & { state: PlacementState }) {
  const [changing, setChanging] = useState<GivenAnswer | null>(null);
  const [isStopped, setIsStopped] = useState(false);
  const { data: knowledge } = useKnowledge();
  const { ratings } = useRatings();
  const names = new Map(knowledge?.levels.map(({ level, name }) => [level, name]));
  const targets = new Map(asksOf(role, variant).flatMap(({ skills }) => skills.map(({ skill, target }) => [skill.slug, target ?? 0] as const)));
  const areas = useAreas(state, targets, variant);
  const isAsking = changing !== null || (state.question !== null && !isStopped);
  const shared = { run, state, areas, names, targets, onChanging: setChanging };
  return (
    <>
      <Remarks run={run} />
      {isAsking ? (
        <Asking {...shared} changing={changing} onFinish={() => setIsStopped(true)} />
      ) : (
        <ResultView {...shared} ratings={ratings} onGoOn={() => setIsStopped(false)} onDone={onDone} />
      )}
    </>
  );
}

/** A placement from its first word to the ratings it becomes. */
export function PlacementView(props: PlacementViewProps) {
  const { run, role, variant, hasAccount } = props;
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = () => {
    setIsLeaving(true);
    props.onDone();
  };
  if (isLeaving) return <Skeleton rows={3} height="block" label="Working out your readiness" />;
  if (run.isLoading) return <Skeleton rows={3} height="block" label="Working out the question" />;
  if (run.state) return <Running {...props} state={run.state} onDone={leave} />;
  if (!run.isBegun) {
    return (
      <Intro
        role={role.slug}
        variant={variant}
        carried={run.fromBefore?.count ?? 0}
        hasAccount={hasAccount}
        isBusy={run.isBusy}
        error={run.error}
        onBegin={run.begin}
      />
    );
  }
  return (
    <>
      <Remarks run={run} />
      <p>
        <Button onClick={run.begin}>Begin anew</Button>
      </p>
    </>
  );
}
