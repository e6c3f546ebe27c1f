"""`new skill|role SLUG`: a commented file to fill in, which passes the gate from the start."""

import re
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from knowledge.closest import did_you_mean
from knowledge.corpus import Corpus
from knowledge.gate import check_folder
from knowledge.record_types import ID_PREFIXES
from knowledge.skeletons import role_skeleton, skill_skeleton


class NewWish(Struct, frozen=True):
    """What the editor wants to begin; `signs` are the random part of its id."""

    content: Path
    kind: str
    slug: str
    domain: str | None
    signs: str
    today: str


def run_new(wish: NewWish, write: Callable[[str], object]) -> int:
    """Write the file and say where; 2 when it cannot be begun like that."""
    corpus = check_folder(wish.content).corpus
    problem = _problem(wish, corpus)
    if problem is not None:
        write(problem + "\n")
        return 2
    version = corpus.manifest.record.version if corpus.manifest else "1.0.0"
    new_id = ID_PREFIXES[wish.kind] + wish.signs
    if wish.kind == "skill" and wish.domain is not None:
        path = wish.content / "skills" / wish.domain / f"{wish.slug}.yaml"
        text = skill_skeleton(
            slug=wish.slug, domain=wish.domain, new_id=new_id, version=version, today=wish.today
        )
    else:
        path = wish.content / "roles" / f"{wish.slug}.yaml"
        skill = next((s.record.slug for s in corpus.skills if len(s.record.levels) > 1), "todo")
        text = role_skeleton(
            slug=wish.slug, skill=skill, new_id=new_id, version=version, today=wish.today
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    write(f"wrote {path}; fill it in, then set status: active and run python -m knowledge check\n")
    return 0


def _problem(wish: NewWish, corpus: Corpus) -> str | None:
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", wish.slug) or len(wish.slug) > 64:
        return f"{wish.slug} is no slug; write small letters, digits and single hyphens"
    taken = corpus.skill_by_slug if wish.kind == "skill" else corpus.role_by_slug
    if wish.slug in taken:
        return f"there is a {wish.kind} {wish.slug} already: {taken[wish.slug].path}"
    former = corpus.current_skill if wish.kind == "skill" else corpus.current_role
    if wish.slug in former:
        return f"{wish.slug} is a former slug of {former[wish.slug]}; choose another"
    if wish.kind == "skill" and wish.domain not in corpus.domain_slugs:
        known = ", ".join(sorted(corpus.domain_slugs))
        mend = did_you_mean(
            wish.domain or "", corpus.domain_slugs, otherwise=f"the domains are {known}"
        )
        if not corpus.domain_slugs:
            mend = f"there is none in {wish.content}, so is it the content folder?"
        return f"a skill needs --domain, one of domains.yaml; {mend}"
    return None
