"""`new skill|role SLUG`: a commented file to fill in, which passes the gate from the start."""

import re
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from knowledge.cli.skeletons import role_skeleton, skill_skeleton
from knowledge.closest import did_you_mean
from knowledge.corpus import Corpus
from knowledge.gate import check_folder
from knowledge.reading.record_types import ID_PREFIXES


class NewOptions(Struct, frozen=True):
    """What the editor wants to begin; `signs` are the random part of its id."""

    content: Path
    kind: str
    slug: str
    domain: str | None
    signs: str
    today: str


def run_new(options: NewOptions, write: Callable[[str], object]) -> int:
    """Write the file and say where; 2 when it cannot be begun like that."""
    corpus = check_folder(options.content).corpus
    problem = _problem(options, corpus)
    if problem is not None:
        write(problem + "\n")
        return 2
    version = corpus.manifest.record.version if corpus.manifest else "1.0.0"
    new_id = ID_PREFIXES[options.kind] + options.signs
    if options.kind == "skill" and options.domain is not None:
        path = options.content / "skills" / options.domain / f"{options.slug}.yaml"
        text = skill_skeleton(
            slug=options.slug,
            domain=options.domain,
            new_id=new_id,
            version=version,
            today=options.today,
        )
    else:
        path = options.content / "roles" / f"{options.slug}.yaml"
        skill = next((s.record.slug for s in corpus.skills if len(s.record.levels) > 1), "todo")
        text = role_skeleton(
            slug=options.slug, skill=skill, new_id=new_id, version=version, today=options.today
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    write(f"wrote {path}; fill it in, then set status: active and run python -m knowledge check\n")
    return 0


def _problem(options: NewOptions, corpus: Corpus) -> str | None:
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", options.slug) or len(options.slug) > 64:
        return f"{options.slug} is no slug; write small letters, digits and single hyphens"
    taken = corpus.skill_by_slug if options.kind == "skill" else corpus.role_by_slug
    if options.slug in taken:
        return f"there is a {options.kind} {options.slug} already: {taken[options.slug].path}"
    former = corpus.current_skill if options.kind == "skill" else corpus.current_role
    if options.slug in former:
        return f"{options.slug} is a former slug of {former[options.slug]}; choose another"
    if options.kind == "skill" and options.domain not in corpus.domain_slugs:
        known = ", ".join(sorted(corpus.domain_slugs))
        mend = did_you_mean(
            options.domain or "", corpus.domain_slugs, otherwise=f"the domains are {known}"
        )
        if not corpus.domain_slugs:
            mend = f"there is none in {options.content}, so is it the content folder?"
        return f"a skill needs --domain, one of domains.yaml; {mend}"
    return None
