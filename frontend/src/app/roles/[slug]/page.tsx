import type { Metadata } from "next";

import { RoleScreen } from "@/components/roles/role-screen";
import { t } from "@/messages/static";
import { readContent } from "@/services/content";

interface RouteProps {
  params: Promise<{ slug: string }>;
}

export const dynamicParams = false;

/** An export needs at least one page here: without compiled content it is an empty one that nothing links to. */
export function generateStaticParams(): { slug: string }[] {
  const { roles } = readContent();
  return roles.length > 0 ? roles.map(({ slug }) => ({ slug })) : [{ slug: "none" }];
}

export async function generateMetadata({ params }: RouteProps): Promise<Metadata> {
  const { slug } = await params;
  const role = readContent().roles.find((one) => one.slug === slug);
  return { title: role?.title ?? t("titles.role"), ...(role?.summary ? { description: role.summary } : {}) };
}

export default async function Route({ params }: RouteProps) {
  const { slug } = await params;
  const { roles, roleDetails } = readContent();
  return <RoleScreen slug={slug} title={roles.find((role) => role.slug === slug)?.title} known={roleDetails?.[slug]} />;
}
