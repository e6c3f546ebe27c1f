"use client";
import { RoleScreen } from "@/components/roles/role-screen";
import { useQueryParams } from "@/hooks/use-query-params";

/** The shell for roles that were published after this app was built. */
export function RoleViewScreen() {
  const { slug } = useQueryParams();
  return <RoleScreen slug={slug} />;
}
