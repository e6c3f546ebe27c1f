import { existsSync, readFileSync } from "node:fs";

import type { NextConfig } from "next";

/** Slugs of the roles that get a page of their own at build time; others use the client shell. */
function prerenderedRoles(): string {
  const file = new URL("./content.json", import.meta.url);
  if (!existsSync(file)) return "";
  const content = JSON.parse(readFileSync(file, "utf8")) as { roles: { slug: string }[] };
  return content.roles.map((role) => role.slug).join(",");
}

const isDevelopment = process.env.NODE_ENV === "development";

const config: NextConfig = {
  ...(isDevelopment ? {} : { output: "export" as const }),
  trailingSlash: true,
  images: { unoptimized: true },
  reactStrictMode: true,
  env: { PRERENDERED_ROLES: prerenderedRoles() },
};

if (isDevelopment) {
  // In production one server answers both; in development the API is asked for through the page's own origin.
  config.skipTrailingSlashRedirect = true;
  const backend = process.env.CAREER_URL ?? "http://127.0.0.1:8000";
  config.rewrites = async () => [
    { source: "/api/:path*", destination: `${backend}/api/:path*` },
    { source: "/problems/:path*", destination: `${backend}/problems/:path*` },
  ];
}

export default config;
