import Link from "next/link";

import { roleName, roundHours } from "@/components/ranking/words";
import { pages } from "@/services/paths";
import type { SharedSkill } from "@/types/ranking";

const NAMED = 3;

function Card({ shared }: { shared: SharedSkill }) {
  const { skill, level, hours, text, roles } = shared;
  const named = roles.slice(0, NAMED).map(roleName).join(" · ");
  const more = roles.length > NAMED ? ` · and ${roles.length - NAMED} more` : "";
  return (
    <li className="card relative flex flex-col p-5 focus-within:border-course hover:border-course">
      <h3 className="text-lg">
        <Link href={pages.skill(skill.slug)} prefetch={false} className="after:absolute after:inset-0 after:rounded-[0.9rem]">
          {`${skill.title} ${level}`}
        </Link>
      </h3>
      <p className="mt-1">{text}</p>
      <p className="text-sm text-soft">{`About ${roundHours(hours)} to learn, with what it stands on.`}</p>
      <p className="mt-2 text-sm text-soft">{`${named}${more}`}</p>
    </li>
  );
}

/** The next levels that bring one nearer to most of the near roles. */
export function SharedSkills({ skills }: { skills: readonly SharedSkill[] }) {
  if (skills.length === 0) return null;
  return (
    <section aria-labelledby="shared">
      <h2 id="shared" className="text-2xl">
        One skill, several roles
      </h2>
      <p className="mb-4 text-soft">Undecided? These next levels bring you nearer to most of the roles you are near.</p>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {skills.map((shared) => (
          <Card key={shared.skill.slug} shared={shared} />
        ))}
      </ul>
    </section>
  );
}
