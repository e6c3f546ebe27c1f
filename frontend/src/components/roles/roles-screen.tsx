"use client";
import Link from "next/link";
import { useState } from "react";

import { RoleGrid } from "@/components/roles/role-grid";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { count } from "@/components/ui/format";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useRoles } from "@/hooks/use-catalog";
import { pages } from "@/services/paths";
import type { RoleSummary } from "@/types/model";

function matches(role: RoleSummary, words: readonly string[]): boolean {
  const text = `${role.title} ${role.slug} ${role.summary}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** All roles, and a search that narrows them while one types. */
export function RolesScreen({ known }: { known?: readonly RoleSummary[] | undefined }) {
  const { roles, error, refetch } = useRoles(known);
  const [search, setSearch] = useState("");
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = roles?.filter((role) => matches(role, words));
  return (
    <Page title="Choose a role" lead="The hours are for somebody who starts with nothing. What you can already do is taken off.">
      <div className="max-w-md">
        <Field label="Search roles" type="search" value={search} onValue={setSearch} autoComplete="off" />
        <p role="status" className="mt-1 text-sm text-soft">
          {found ? count(found.length, "role") : ""}
        </p>
      </div>
      <p>
        Not sure yet? <Link href={pages.matches()} prefetch={false} className="link">See which roles you are near</Link>.
      </p>
      {!roles && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!roles && !error ? <Skeleton label="Loading roles" /> : null}
      {found && found.length > 0 ? (
        <section aria-labelledby="found">
          <h2 id="found" className="sr-only">
            Roles
          </h2>
          <RoleGrid roles={found} />
        </section>
      ) : null}
      {found?.length === 0 ? (
        <Empty title={words.length > 0 ? `No role matches “${search}”` : "There are no roles yet"}>
          <p className="mb-4">Try a shorter word, such as “data” or “developer”.</p>
          <Button onClick={() => setSearch("")}>Show all roles</Button>
        </Empty>
      ) : null}
    </Page>
  );
}
