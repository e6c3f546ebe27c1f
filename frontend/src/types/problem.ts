/** What the API says when it refuses: RFC 9457 with our extension members. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  fields?: { path: string; message: string }[];
  didYouMean?: string[];
  roadmap?: string;
  /** What contradicts what, where there is no plan. */
  conflict?: string | null;
  /** The closest possible options, as fields of the request. */
  nearest?: Record<string, number | string | string[] | null> | null;
}

/** A refused or failed request; `problem` is what the API said, or only a type and status when it said nothing. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title || problem.type);
    this.name = "ApiProblem";
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  /** The last part of the problem's type, for example `roadmap-exists`. */
  get slug(): string {
    return this.problem.type.split("/").pop() ?? "";
  }
}

/** Whether this is a refusal of that kind. */
export function isProblem(error: unknown, slug: string): error is ApiProblem {
  return error instanceof ApiProblem && error.slug === slug;
}

/** Whether this is a refusal with that HTTP status. */
export function hasStatus(error: unknown, status: number): error is ApiProblem {
  return error instanceof ApiProblem && error.status === status;
}
