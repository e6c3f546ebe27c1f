"""The ranking of public frameworks, thousands of roles wide, is that of the plain definition."""

from random import Random

import pytest
from builders import rules
from real_data import real_file

from benchmarks.frameworks import ESCO_SKILLS, ONET_RATINGS, Framework, esco, onet
from benchmarks.plain_ranking import plain_ranking
from engine import RankingTable, Rating, RuleBook, hold

RULES: RuleBook = rules()


@pytest.fixture(scope="module", params=["onet", "esco"])
def framework(request: pytest.FixtureRequest) -> Framework:
    if request.param == "onet":
        return onet(real_file(ONET_RATINGS).parents[1])
    return esco(real_file(ESCO_SKILLS).parents[1])


def test_it_is_read_whole(framework: Framework) -> None:
    demands = sum(len(role.variants[v]) for role in framework.roles for v in role.variants)
    assert (len(framework.roles), len(framework.graph.skills), demands) in {
        (879, 68, 49_362),  # Of 59,772 ratings, without what is not relevant, suppressed or 0.
        (3_039, 13_939, 128_987),  # Of 129,004 relations, 17 pairs of which are listed twice.
    }


def test_every_number_and_the_order_are_those_of_the_definition(framework: Framework) -> None:
    table = RankingTable.of(framework.graph, framework.roles, RULES)
    chance = Random(8)
    skills = sorted(framework.graph.skills)
    for share in (0.0, 0.02, 0.5, 1.0):
        some = chance.sample(skills, round(share * len(skills)))
        rated = {slug: Rating(chance.randint(0, framework.graph.skills[slug].top)) for slug in some}
        plain = plain_ranking(framework.graph, framework.roles, rated, RULES)
        assert list(table.rank(hold(framework.graph, rated))) == plain
