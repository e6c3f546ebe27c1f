/** What the build knows of the content: `content.json`, made before it; read on the build machine only. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { RoleDetail, RoleSummary } from "@/types/model";

interface Compiled {
  roles: (Pick<RoleSummary, "slug" | "title"> & Partial<RoleSummary>)[];
  /** By slug, as `GET /roles/{slug}` answers. */
  roleDetails?: Record<string, RoleDetail>;
}

/** The compiled content, or nothing where the file was not made: then every page asks the API. */
export function readContent(): Compiled {
  const file = join(process.cwd(), "content.json");
  if (!existsSync(file)) return { roles: [] };
  return JSON.parse(readFileSync(file, "utf8")) as Compiled;
}

const isWhole = (role: Compiled["roles"][number]): role is RoleSummary =>
  role.summary !== undefined && role.variants !== undefined;

/** All roles for a list, where the build knows enough of each. */
export function knownRoles(): RoleSummary[] | undefined {
  const { roles } = readContent();
  return roles.length > 0 && roles.every(isWhole) ? roles : undefined;
}
