import type { Metadata } from "next";

import { RoleScreen } from "@/components/roles/role-screen";
import { readContent } from "@/services/content";

interface RouteProps {
  params: Promise<{ slug: string }>;
}

export const dynamicParams = false;

/** An export needs at least one page here: without compiled content it is an empty one nobody is led to. */
export function generateStaticParams(): { slug: string }[] {
  const { roles } = readContent();
  return roles.length > 0 ? roles.map(({ slug }) => ({ slug })) : [{ slug: "none" }];
}

export async function generateMetadata({ params }: RouteProps): Promise<Metadata> {
  const role = readContent().roleDetails[(await params).slug];
  return role ? { title: role.title, description: role.summary } : { title: "Role" };
}

export default async function Route({ params }: RouteProps) {
  const { slug } = await params;
  return <RoleScreen slug={slug} known={readContent().roleDetails[slug]} />;
}
