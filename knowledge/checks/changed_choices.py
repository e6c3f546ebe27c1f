"""T004: what a junior plan chooses is still right at the next seniority; otherwise somebody who
follows our plans learns a tool and then another one for the same purpose.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from engine import ChoiceMade, Role, SourceRef, Variant
from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for role in corpus.engine_roles:
        made = [(variant, _choices(corpus, role, variant)) for variant in role.variants]
        for (below, first), (above, then) in pairwise(made):
            for place in first.keys() & then.keys():
                dropped = set(first[place].chosen) - set(then[place].chosen)
                if dropped:
                    yield Violation.of(
                        place,
                        "T004",
                        below=below,
                        above=above,
                        dropped=tuple(sorted(dropped)),
                        chosen=tuple(sorted(then[place].chosen)),
                    )


def _choices(corpus: Corpus, role: Role, variant: Variant) -> Mapping[SourceRef, ChoiceMade]:
    """How a plan from nothing settles the choices of a variant, by where they are written."""
    return {one.requirement.source: one for one in corpus.plans.choices(role, variant)}
