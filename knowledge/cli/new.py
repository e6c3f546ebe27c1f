"""`new skill|role SLUG`: a commented file to fill in, which passes the gate from the start."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from engine import Message
from knowledge.cli.formats import say
from knowledge.cli.skeletons import role_skeleton, skill_skeleton
from knowledge.corpus import Corpus
from knowledge.did_you_mean import did_you_mean
from knowledge.gate import check_folder
from knowledge.reading.value_types import ID_PREFIXES, is_slug


class NewOptions(Struct, frozen=True):
    """What to create; `random_part` is the random part of its id."""

    content: Path
    kind: str
    slug: str
    domain: str | None
    random_part: str
    today: str


def run_new(options: NewOptions, write: Callable[[str], object]) -> int:
    """Write the file and print where; returns 2 when it cannot be created."""
    corpus = check_folder(options.content).corpus
    problem = _problem(options, corpus)
    if problem is not None:
        write(problem + "\n")
        return 2
    version = corpus.manifest.record.version if corpus.manifest else "1.0.0"
    new_id = ID_PREFIXES[options.kind] + options.random_part
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
    write(say("new.written", path=str(path)) + "\n")
    return 0


def _problem(options: NewOptions, corpus: Corpus) -> str | None:
    kind, slug = options.kind, options.slug
    if not is_slug(slug):
        return say("new.no-slug", slug=slug)
    taken = corpus.skill_by_slug if kind == "skill" else corpus.role_by_slug
    if slug in taken:
        return say("new.taken", kind=kind, slug=slug, path=taken[slug].path)
    former = corpus.current_skill if kind == "skill" else corpus.current_role
    if slug in former:
        return say("new.former", slug=slug, current=former[slug])
    if kind == "skill" and options.domain not in corpus.domain_slugs:
        return say("new.no-domain", hint=_domain_hint(options, corpus))
    return None


def _domain_hint(options: NewOptions, corpus: Corpus) -> Message:
    domains = tuple(sorted(corpus.domain_slugs))
    if not domains:
        return Message("new.no-domains", {"content": str(options.content)})
    otherwise = Message("new.known-domains", {"domains": domains})
    return did_you_mean(options.domain or "", domains, otherwise=otherwise)
