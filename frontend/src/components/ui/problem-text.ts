import { useTranslations } from "use-intl";

import type { Translate } from "@/messages";
import { ApiProblem } from "@/types/problem";

/** Problems that the app words itself: what never reached the API, and where the API speaks to programmers. */
const ownWords = [
  "confirmation-required",
  "database-unavailable",
  "invalid-request",
  "key-in-flight",
  "level-out-of-range",
  "not-authenticated",
  "not-found",
  "placement-closed",
  "role-not-found",
  "skill-not-found",
  "stale-version",
  "unexpected",
  "unknown-conclusion",
  "unknown-role",
  "unknown-skill",
  "unknown-variant",
  "unreachable",
] as const;

const formFields = ["displayName", "email", "hoursSpent", "password"] as const;

export interface ProblemText {
  title: string;
  detail: string;
  /** One line for each field that was refused. */
  fields: string[];
}

function fieldText(t: Translate, path: string, message: string): string {
  const name = formFields.find((field) => path.split(".").includes(field));
  return name ? t("problems.field", { field: t(`problems.fields.${name}`), message }) : message;
}

/** What an error says to a person. */
export function problemText(t: Translate, error: Error): ProblemText {
  if (!(error instanceof ApiProblem)) {
    return { title: t("problems.crash.title"), detail: t("problems.crash.detail"), fields: [] };
  }
  const { title, detail, fields = [] } = error.problem;
  const own = ownWords.find((slug) => slug === error.slug);
  return {
    title: own ? t(`problems.bySlug.${own}.title`) : title,
    detail: own ? t(`problems.bySlug.${own}.detail`, { status: error.status }) : detail,
    fields: fields.map(({ path, message }) => fieldText(t, path, message)),
  };
}

export function useProblemText(error: Error): ProblemText {
  return problemText(useTranslations(), error);
}
