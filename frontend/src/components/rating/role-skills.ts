import type { ImpliedLevel } from "@/components/rating/skill-card";
import type { Analysis, RoleDetail, RoleGraph, SkillRef } from "@/types/model";

export interface RoleSkill {
  skill: SkillRef;
  /** The level the role requires; none for a skill that is only a prerequisite. */
  target: number | undefined;
}

/** One requirement of a role at one seniority: one skill, or `choose` of several. */
export interface SkillRequirement {
  key: string;
  label: string;
  choose: number;
  skills: RoleSkill[];
}

/** All requirements of a role at one seniority, in the role's order; no skill twice. */
export function requirementsOf(role: RoleDetail, variant: string): SkillRequirement[] {
  const seen = new Set<string>();
  return role.requirements.flatMap(({ key, label, choose, targets }) => {
    const skills = targets.flatMap(({ skill, levels }) => {
      const target = levels[variant];
      if (target === undefined || seen.has(skill.slug)) return [];
      seen.add(skill.slug);
      return [{ skill, target }];
    });
    const [first] = skills;
    return first ? [{ key, label: label ?? first.skill.title, choose, skills }] : [];
  });
}

/** The prerequisites of a role: skills that are needed on the way and are not required themselves. */
export function prerequisiteSkills(graph: RoleGraph, requirements: readonly SkillRequirement[]): RoleSkill[] {
  const seen = new Set(requirements.flatMap(({ skills }) => skills.map(({ skill }) => skill.slug)));
  return graph.nodes.flatMap(({ skill }) => {
    if (seen.has(skill.slug)) return [];
    seen.add(skill.slug);
    return [{ skill, target: undefined }];
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
  return new Map(analysis?.implied.map(({ skill, level, because }) => [skill.slug, { level, because }]));
}
