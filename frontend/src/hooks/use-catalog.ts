"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";

import { keys } from "@/hooks/query-keys";
import {
  getKnowledge,
  getRole,
  getRoleGraph,
  getSkill,
  listDomains,
  listRoles,
  searchRoles,
  searchSkills,
} from "@/services/catalog";
import type { RoleDetail, RoleSummary, SkillDetail } from "@/types/model";

const HOUR = 3_600_000;

/** All roles; `known` is what the build already knew. */
export function useRoles(known?: readonly RoleSummary[]) {
  const query = useQuery({ queryKey: keys.roles, queryFn: listRoles, staleTime: HOUR });
  return { ...query, roles: query.data?.items ?? known };
}

/**
 * The roles that match what is typed, best first, by the one search of the server.
 *
 * Without a search nothing is asked, and `found` is undefined; it is also until the first response.
 */
export function useRoleSearch(search: string) {
  const q = useDeferredValue(search.trim().slice(0, 100));
  const query = useQuery({
    queryKey: keys.roleSearch(q),
    queryFn: () => searchRoles(q),
    staleTime: HOUR,
    enabled: q !== "",
    placeholderData: (previous) => previous,
  });
  return { ...query, isSearch: q !== "", found: q === "" ? undefined : query.data?.items };
}

export function useRole(slug: string, known?: RoleDetail) {
  const query = useQuery({
    queryKey: keys.role(slug),
    queryFn: () => getRole(slug),
    staleTime: HOUR,
    enabled: slug !== "",
  });
  return { ...query, role: query.data ?? known };
}

export function useRoleGraph(slug: string, variant: string) {
  return useQuery({
    queryKey: keys.graph(slug, variant),
    queryFn: () => getRoleGraph(slug, variant),
    staleTime: HOUR,
    enabled: slug !== "" && variant !== "",
  });
}

const skillQuery = (slug: string) => ({
  queryKey: keys.skill(slug),
  queryFn: () => getSkill(slug),
  staleTime: HOUR,
});

export function useSkill(slug: string) {
  return useQuery({ ...skillQuery(slug), enabled: slug !== "" });
}

/** Several skills with all their levels; those that are not loaded yet are left out. */
export function useSkills(slugs: readonly string[]): ReadonlyMap<string, SkillDetail> {
  return useQueries({
    queries: slugs.map(skillQuery),
    combine: (answers) => new Map(answers.flatMap(({ data }) => (data ? [[data.slug, data] as const] : []))),
  });
}

export function useSkillSearch(q: string) {
  return useQuery({
    queryKey: keys.skillSearch(q),
    queryFn: () => searchSkills(q),
    staleTime: HOUR,
    placeholderData: (previous) => previous,
  });
}

/** Domain slug → title, for headings over groups of skills. */
export function useDomainTitles(): ReadonlyMap<string, string> {
  const { data } = useQuery({ queryKey: keys.domains, queryFn: listDomains, staleTime: HOUR });
  return new Map(data?.items.map((domain) => [domain.slug, domain.title]));
}

export function useKnowledge() {
  return useQuery({ queryKey: keys.knowledge, queryFn: getKnowledge, staleTime: HOUR });
}
