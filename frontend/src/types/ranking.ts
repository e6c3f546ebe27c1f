/** Types of the ranking: every role and seniority for one profile. */
import type { components } from "@/types/api.gen";

type Schemas = components["schemas"];

export type Ranking = Schemas["RankingView"];
export type RankedRole = Ranking["roles"][number];
export type SharedSkill = Ranking["sharedSkills"][number];
export type Transitions = Schemas["TransitionListView"];
export type Transition = Transitions["roles"][number];

/** A role and seniority that a person already has, or assumes to have. */
export interface CurrentRole {
  slug: string;
  variant: string;
}
