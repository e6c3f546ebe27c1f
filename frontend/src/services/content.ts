/** What the build knows of the content: `content.json`, made before it; read on the build machine only. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { RoleDetail, RoleSummary } from "@/types/model";

export interface Content {
  roles: RoleSummary[];
  roleDetails: Record<string, RoleDetail>;
}

/** The compiled roles, or nothing where the file was not made: then every page asks the API. */
export function readContent(): Content {
  const file = join(process.cwd(), "content.json");
  if (!existsSync(file)) return { roles: [], roleDetails: {} };
  return JSON.parse(readFileSync(file, "utf8")) as Content;
}
