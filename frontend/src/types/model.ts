/** What the screens work with, each one a shape of the API's own document. */
import type { components, operations } from "@/types/api.gen";

type Schemas = components["schemas"];

export type Hours = Schemas["HoursView"];
export type SkillRef = Schemas["SkillRefView"];
export type StepRef = Schemas["StepRefView"];
export type Fact = Schemas["FactView"];
export type Explanation = Schemas["ExplanationView"];

export type RoleSummary = Schemas["RoleSummaryView"];
export type RoleDetail = Schemas["RoleView"];
export type Requirement = Schemas["RequirementView"];
export type VariantSummary = Schemas["VariantView"];
export type RoleGraph = Schemas["RoleGraphView"];
export type SkillSummary = Schemas["SkillSummaryView"];
export type SkillDetail = Schemas["SkillView"];
export type SkillLevel = Schemas["SkillLevelView"];
export type Resource = Schemas["ResourceView"];
export type Domain = Schemas["DomainView"];

export type Analysis = Schemas["AnalysisResult"];
export type StoredAnalysis = Schemas["AnalysisView"];
export type AnalysisSummary = Schemas["AnalysisSummaryView"];
export type Gap = Schemas["GapView"];
export type GapClass = Gap["gapClass"];
export type Importance = Gap["importance"];
export type GapTarget = Schemas["TargetStateView"];
export type Comparison = Schemas["ComparisonView"];

export type Plan = Schemas["RoadmapResult"];
export type PlanItem = Schemas["RoadmapItemView"];
export type HeldIn = PlanItem["heldIn"][number];
export type ItemStatus = PlanItem["status"];
/** A change of the progress on an item. */
export interface ItemUpdate {
  itemId: string;
  status: ItemStatus;
  hoursSpent?: number | null;
}
export type Phase = Schemas["PhaseView"];
export type Choice = Schemas["ChoiceView"];
export type Progress = Schemas["ProgressView"];
export type Roadmap = Schemas["RoadmapView"];
export type RoadmapStatus = Roadmap["status"];
export type RoadmapReadiness = NonNullable<Roadmap["readiness"]>;
export type Schedule = NonNullable<Roadmap["schedule"]>;
export type WaysOn = NonNullable<Schedule["waysOn"]>;
export type FinishedStep = Roadmap["lineage"]["done"][number];
export type RoadmapSummary = Schemas["RoadmapSummaryView"];
export type ItemChange = Schemas["ItemProgressView"];
export type Reanalysis = Schemas["ReanalysisView"];

export type User = Schemas["UserView"];
export type Account = Schemas["AccountView"];
export type Rating = Schemas["RatingView"];
export type AccountRole = Account["role"];
export const ACCOUNT_ROLES: readonly AccountRole[] = ["learner", "editor", "admin"];
export type ManagedAccount = Schemas["ManagedAccountView"];
export type AuditEvent = Schemas["AuditEventView"];
/** Which audit events to list; null where it does not matter. */
export interface AuditFilter {
  account: string | null;
  action: AuditAction | null;
  since: string | null;
  until: string | null;
}
export type AuditAction = NonNullable<NonNullable<operations["listAuditEvents"]["parameters"]["query"]>["action"]>;
const EVERY_AUDIT_ACTION: Record<AuditAction, true> = {
  "account.created": true,
  "account.changed": true,
  "account.erased": true,
  "account.exported": true,
  "account.viewed": true,
  "account.disabled": true,
  "account.enabled": true,
  "accounts.searched": true,
  "role.granted": true,
  "role.changed": true,
  "password.changed": true,
  "statistics.allowed": true,
  "statistics.withdrawn": true,
  "login.succeeded": true,
  "login.failed": true,
  "session.confirmed": true,
  "session.refreshed": true,
  "session.ended": true,
  "session.replayed": true,
  "sessions.ended": true,
  "token.created": true,
  "token.revoked": true,
  "knowledge.published": true,
  "audit.read": true,
  "audit.expired": true,
  "password.reset": true,
  "password.reset-requested": true,
  "email.changed": true,
  "email.change-requested": true,
  "email.verified": true,
  "email.verification-requested": true,
};
/** All of them: an action that the API adds is missed by the compiler. */
export const AUDIT_ACTIONS = Object.keys(EVERY_AUDIT_ACTION) as readonly AuditAction[];
export type LoginSession = Schemas["SessionView"];
