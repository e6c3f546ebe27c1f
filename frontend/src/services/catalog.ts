import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";

export const listRoles = () => bodyOf(client.GET(api.roles));

/** The roles that match, best first. */
export const searchRoles = (q: string) => bodyOf(client.GET(api.roles, { params: { query: { q } } }));

export const getRole = (slug: string) => bodyOf(client.GET(api.role, { params: { path: { slug } } }));

export const getRoleGraph = (slug: string, variant: string) =>
  bodyOf(client.GET(api.roleGraph, { params: { path: { slug }, query: { variant } } }));

export const getSkill = (slug: string) => bodyOf(client.GET(api.skill, { params: { path: { slug } } }));

export const searchSkills = (q: string, cursor?: string | null) =>
  bodyOf(client.GET(api.skills, { params: { query: { q: q || null, cursor: cursor ?? null, limit: q ? 20 : 100 } } }));

export const listDomains = () => bodyOf(client.GET(api.domains));

export const getKnowledge = () => bodyOf(client.GET(api.knowledge));
