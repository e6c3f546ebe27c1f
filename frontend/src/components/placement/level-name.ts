import type { Translate } from "@/messages";

/** A level with its name; `names` are those of the scale, by level. */
export function levelName(t: Translate, level: number, names: ReadonlyMap<number, string>): string {
  return level === 0 ? t("level.notYet") : t("level.name", { level, name: names.get(level) ?? "" });
}
