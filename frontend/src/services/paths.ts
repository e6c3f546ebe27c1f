/** Every address this app uses: pages first, then the API. */

const prerendered = new Set((process.env.PRERENDERED_ROLES ?? "").split(","));

function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

interface PlanOptionsQuery {
  hours?: number | undefined;
  pins?: readonly string[];
  /** A limit as it stands in an address, see `limitText`. */
  limit?: string | undefined;
}

export const pages = {
  home: "/",
  roles: "/roles/",
  /** A page of its own where the build made one, else the shell that asks the API. */
  role: (slug: string) => (prerendered.has(slug) ? `/roles/${slug}/` : withQuery("/roles/view/", { slug })),
  skill: (slug: string) => withQuery("/skills/view/", { slug }),
  skills: "/skills/",
  rate: (role: string, variant: string) => withQuery("/rate/", { role, variant }),
  placement: (role: string, variant: string) => withQuery("/placement/", { role, variant }),
  /** Every role by readiness, and as if the given role were met. */
  matches: (from?: { slug: string; variant: string }) =>
    withQuery("/matches/", { from: from?.slug, fromVariant: from?.variant }),
  readiness: (role: string, variant: string) => withQuery("/readiness/", { role, variant }),
  analysis: (id: string) => withQuery("/readiness/", { analysis: id }),
  plan: (role: string, variant: string, { hours, pins, limit }: PlanOptionsQuery = {}) =>
    withQuery("/plan/", { role, variant, hours, limit, pins: pins?.join(",") }),
  roadmap: (id: string, since?: string) => withQuery("/roadmap/", { id, since }),
  /** A stored roadmap, about to be updated with these options. */
  change: (id: string, { variant, hours, pins, limit }: PlanOptionsQuery & { variant?: string } = {}) =>
    withQuery("/roadmap/", { id, change: 1, variant, hours, limit, pins: pins?.join(",") }),
  comparison: (before: string, after: string) => withQuery("/compare/", { before, after }),
  me: "/me/",
  history: "/me/history/",
  account: "/me/account/",
  admin: "/admin/",
  login: (next?: string) => withQuery("/login/", { next }),
  signup: (next?: string) => withQuery("/signup/", { next }),
  reset: "/reset/",
  confirm: "/confirm/",
} as const;

const personal = ["/me/", "/admin/", "/roadmap/", "/compare/"];

/** Whether a page needs an account. */
export function needsAccount(pathname: string, search: string): boolean {
  const isStored = pathname === "/readiness/" && new URLSearchParams(search).has("analysis");
  return isStored || personal.some((start) => pathname.startsWith(start));
}

/** Only addresses of this site may be returned to after a log-in. */
export function safeNext(next: string | null): string {
  if (!next || !/^\/(?![/\\])[^\\\s]*$/.test(next)) return pages.me;
  return next;
}

export const api = {
  knowledge: "/api/v1/knowledge",
  domains: "/api/v1/domains",
  roles: "/api/v1/roles",
  role: "/api/v1/roles/{slug}",
  roleGraph: "/api/v1/roles/{slug}/graph",
  transitions: "/api/v1/roles/{slug}/transitions",
  skills: "/api/v1/skills",
  skill: "/api/v1/skills/{slug}",
  analyze: "/api/v1/analyze",
  plan: "/api/v1/plan",
  whatIf: "/api/v1/plan/what-if",
  signup: "/api/v1/auth/signup",
  login: "/api/v1/auth/login",
  refresh: "/api/v1/auth/refresh",
  logout: "/api/v1/auth/logout",
  verification: "/api/v1/auth/verification",
  verificationConfirm: "/api/v1/auth/verification/confirm",
  reset: "/api/v1/auth/reset",
  resetConfirm: "/api/v1/auth/reset/confirm",
  emailConfirm: "/api/v1/auth/email/confirm",
  confirmation: "/api/v1/auth/confirmation",
  sessions: "/api/v1/auth/sessions",
  session: "/api/v1/auth/sessions/{session_id}",
  me: "/api/v1/me",
  meExport: "/api/v1/me/export",
  meEmail: "/api/v1/me/email",
  ratings: "/api/v1/me/ratings",
  readinessHistory: "/api/v1/me/readiness",
  analyses: "/api/v1/analyses",
  analysis: "/api/v1/analyses/{analysis_id}",
  comparison: "/api/v1/analyses/{analysis_id}/comparison",
  derivation: "/api/v1/analyses/{analysis_id}/explanation",
  roadmaps: "/api/v1/roadmaps",
  roadmap: "/api/v1/roadmaps/{roadmap_id}",
  roadmapArchive: "/api/v1/roadmaps/{roadmap_id}/archive",
  roadmapItem: "/api/v1/roadmaps/{roadmap_id}/items/{item_id}",
  reanalysis: "/api/v1/roadmaps/{roadmap_id}/reanalysis",
  roadmapWhatIf: "/api/v1/roadmaps/{roadmap_id}/what-if",
  place: "/api/v1/place",
  placements: "/api/v1/placements",
  placement: "/api/v1/placements/{placement_id}",
  placementAnswers: "/api/v1/placements/{placement_id}/answers",
  placementUses: "/api/v1/placements/{placement_id}/uses",
  placementAcceptance: "/api/v1/placements/{placement_id}/acceptance",
  rank: "/api/v1/rank",
  myRoles: "/api/v1/me/roles",
  accountSearch: "/api/v1/admin/accounts/search",
  managedAccount: "/api/v1/admin/accounts/{account_id}",
  managedAccountSessions: "/api/v1/admin/accounts/{account_id}/sessions",
  sizes: "/api/v1/admin/sizes",
  audit: "/api/v1/admin/audit",
  docs: "/api/docs",
} as const;
