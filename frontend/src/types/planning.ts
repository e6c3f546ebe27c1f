/** Types of planning within limits: proofs, what-if, updates, derivations. */
import type { components } from "@/types/api.gen";

type Schemas = components["schemas"];

export type Weeks = Schemas["WeeksView"];
export type LimitView = Schemas["LimitView"];
export type Proof = Schemas["ProofView"];
export type Certificate = Schemas["CertificateView"];
export type CurvePoint = Schemas["CurvePointView"];

export type WhatIfView = Schemas["WhatIfView"];
export type Difference = NonNullable<WhatIfView["difference"]>;
/** Why there is no plan; `didYouMean` is for those who write requests by hand. */
export type PlanProblem = Omit<Schemas["WhatIfProblemView"], "didYouMean">;
/** The closest possible options, as fields of the request. */
export type Nearest = NonNullable<PlanProblem["nearest"]>;

export type PlanChanges = Schemas["PlanChangesView"];
export type PlanChange = Schemas["PlanChangeView"];
export type PlanFigures = Schemas["PlanFiguresView"];
export type RoadmapWhatIf = Schemas["RoadmapWhatIfView"];

export type Derivation = Schemas["DerivationView"];
export type DerivationNode = Schemas["NodeView"];
