import { getKnowledge, getSkill } from "@/services/catalog";
import { isAboutRatings } from "@/services/valid-ratings";
import { followSlug, formerSlugs } from "@/types/former-slugs";
import type { Entry } from "@/types/outbox";
import { ApiProblem, type Problem } from "@/types/problem";

/** A refused rating as the current content takes it; nothing where the person has to decide. */
export async function redirectedEntry(entry: Entry, problem: Problem): Promise<Entry | null> {
  if (entry.kind !== "rating" || !isAboutRatings(new ApiProblem(problem))) return null;
  if (problem.type.endsWith("level-out-of-range")) {
    const top = (await getSkill(entry.skill)).levels.length;
    return entry.level > top ? { ...entry, level: top } : null;
  }
  const { formerSlugs: former } = await getKnowledge();
  const found = formerSlugs(former.skills);
  const skill = followSlug(entry.skill, found);
  if (skill === entry.skill) return null;
  // A merge never lowers what the account has; it has to be read before anything is sent.
  const isMerged = found.get(entry.skill)?.change === "merged";
  return { ...entry, skill, etag: "", ...(isMerged ? { isAtLeast: true, seen: [] } : {}) };
}
