"use client";
import Link from "next/link";

import { useKnowledge } from "@/hooks/use-catalog";
import { api, pages } from "@/services/paths";

/** Which knowledge answers here, and the doors for programs. */
export function Footer() {
  const { data } = useKnowledge();
  return (
    <footer className="mt-auto border-t border-line bg-card text-sm text-soft">
      <div className="mx-auto flex max-w-5xl flex-wrap gap-x-6 gap-y-2 px-4 py-5 sm:px-6">
        <p className="grow">
          {data
            ? `Knowledge ${data.knowledgeVersion}: ${data.counts.roles} roles, ${data.counts.skills} skills, ${data.counts.resources} resources. Content ${data.licence}.`
            : "Roles and skills are open content that anybody can read and mend."}
        </p>
        <Link href={pages.roles} prefetch={false} className="link">
          All roles
        </Link>
        <Link href={pages.matches()} prefetch={false} className="link">
          Roles near me
        </Link>
        <a href={api.docs} className="link">
          API
        </a>
      </div>
    </footer>
  );
}
