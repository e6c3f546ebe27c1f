import type { Analysis, RoleDetail, RoleGraph, SkillRef } from "@/types/model";
import type { ImpliedLevel } from "@/components/rating/skill-card";

export interface RoleSkill {
  skill: SkillRef;
  target: number | undefined;
  remark: string | undefined;
}

/** The skills a role asks for at one seniority, each once, in the role's order. */
export function skillsAskedFor(role: RoleDetail, variant: string): RoleSkill[] {
  const found = new Map<string, RoleSkill>();
  for (const requirement of role.requirements) {
    for (const { skill, levels } of requirement.targets) {
      const target = levels[variant];
      if (target === undefined || found.has(skill.slug)) continue;
      const others = requirement.targets.length;
      const remark =
        others > 1 ? `${requirement.label ?? "A choice"}: ${requirement.choose} of ${others} is enough` : undefined;
      found.set(skill.slug, { skill, target, remark });
    }
  }
  return [...found.values()];
}

/** The skills that stand underneath: needed on the way, asked for by nobody. */
export function skillsUnderneath(graph: RoleGraph, asked: readonly RoleSkill[]): RoleSkill[] {
  const seen = new Set(asked.map(({ skill }) => skill.slug));
  return graph.nodes.flatMap(({ skill }) => {
    if (seen.has(skill.slug)) return [];
    seen.add(skill.slug);
    return [{ skill, target: undefined, remark: undefined }];
  });
}

/** Skills by the domain they belong to, domains in the order in which they first appear. */
export function byDomain(skills: readonly RoleSkill[], graph: RoleGraph | undefined): [string, RoleSkill[]][] {
  const domains = new Map(graph?.nodes.map((node) => [node.skill.slug, node.domain]));
  const groups = new Map<string, RoleSkill[]>();
  for (const entry of skills) {
    const domain = domains.get(entry.skill.slug) ?? "";
    groups.set(domain, [...(groups.get(domain) ?? []), entry]);
  }
  return [...groups];
}

/** What follows from the ratings given, for showing it beside them. */
export function impliedLevels(analysis: Analysis | undefined): ReadonlyMap<string, ImpliedLevel> {
  return new Map(
    analysis?.implied.map(({ skill, level, because }) => [
      skill.slug,
      { level, because: because.map((step) => `${step.skill.title} ${step.level}`).join(", ") },
    ]),
  );
}
