import type { Choice } from "@/types/model";

/** The titles of pinned skills; a slug where the choice is not known. */
export function pinTitles(pins: readonly string[], choices: readonly Choice[]): string[] {
  const skills = choices.flatMap(({ chosen, others }) => [...chosen, ...others]);
  const titles = new Map(skills.map(({ slug, title }) => [slug, title]));
  return pins.map((pin) => titles.get(pin) ?? pin);
}
