import type { Translate } from "@/messages";

/** The weeks something takes: one, or from one to another. */
export const weekRange = (t: Translate, start: number, end: number) =>
  start === end ? t("number.week", { week: start }) : t("number.weekRange", { start, end });
