"""The nodes of derivations in the world of `explained_world.py`, written down by hand."""

BAND = (
    (
        "band | conclusion | derivation.band | from credit:git credit:sql "
        "credit:choose:python|r nothing_else:counted rule:bands:any sole:bands:readiness "
        "knowledge engine"
    ),
    (
        "credit:choose:python|r | conclusion | derivation.credit_of_label | from "
        "requirement:choose:python|r held_below:r:2 effort:r:1 effort:r:2 "
        "no_better:choose:python|r:python held_at_least:r:1"
    ),
    "credit:git | conclusion | derivation.credit | from requirement:git held_at_least:git:1",
    (
        "credit:sql | conclusion | derivation.credit | from requirement:sql held_below:sql:2 "
        "effort:sql:1 effort:sql:2 effort:sql:3 held_at_least:sql:1"
    ),
    "effort:r:1 | effort | derivation.effort | @r:10:5 | of r:1",
    "effort:r:2 | effort | derivation.effort | @r:20:5 | of r:2",
    "effort:sql:1 | effort | derivation.effort | @sql:10:5 | of sql:1",
    "effort:sql:2 | effort | derivation.effort | @sql:20:5 | of sql:2",
    "effort:sql:3 | effort | derivation.effort | @sql:30:5 | of sql:3",
    "engine | engine | derivation.engine",
    "faded:sql | rule | derivation.faded_by_rule | @freshness:1:5 | of sql:2",
    "held_at_least:docker:1 | conclusion | derivation.held | of docker:1 | from rating:docker",
    (
        "held_at_least:git:1 | conclusion | derivation.held | of git:1 | from not_rated:git "
        "prerequisite:docker:1>git:1 held_at_least:docker:1"
    ),
    "held_at_least:r:1 | conclusion | derivation.held | of r:1 | from rating:r",
    "held_at_least:sql:1 | conclusion | derivation.held | of sql:1 | from rating:sql",
    (
        "held_below:python:1 | conclusion | derivation.not_held | of python:1 | from "
        "not_rated:python not_implied:python:1"
    ),
    "held_below:r:2 | conclusion | derivation.not_held | of r:2 | or rating:r | or not_implied:r:2",
    (
        "held_below:sql:2 | conclusion | derivation.not_held | of sql:2 | from faded:sql "
        "not_implied:sql:2"
    ),
    "knowledge | knowledge | derivation.knowledge",
    (
        "no_better:choose:python|r:python | conclusion | derivation.no_better | from "
        "held_below:python:1"
    ),
    "not_implied:python:1 | not_implied | derivation.not_implied",
    "not_implied:r:2 | not_implied | derivation.not_implied",
    "not_implied:sql:2 | not_implied | derivation.not_implied",
    "not_rated:git | not_rated | rating.none",
    "not_rated:python | not_rated | rating.none",
    "nothing_else:counted | requirement | derivation.nothing_else_required | @role:50:1",
    (
        "prerequisite:docker:1>git:1 | prerequisite | derivation.prerequisite | @docker:11:7 "
        "| of docker:1 git:1"
    ),
    "rating:docker | rating | derivation.dated_rating | of docker:1 | on 2026-11-01 | by evidence",
    "rating:r | rating | derivation.dated_rating | of r:1 | on 2026-11-01 | by placement",
    "rating:sql | rating | derivation.dated_rating | of sql:2 | on 2019-05-05 | by self",
    "requirement:choose:python|r | requirement | derivation.choice | @role:3:3 | of python:1 r:2",
    "requirement:git | requirement | derivation.requirement | @role:1:3 | of git:1",
    "requirement:sql | requirement | derivation.requirement | @role:2:3 | of sql:3",
    "rule:bands:any | rule | derivation.rule | @bands:1:5",
    "sole:bands:readiness | rule | derivation.sole_rule | @bands:99:1",
)

BAND_MESSAGES = (
    "band: derivation.band(role=role(role=Tester, variant=junior), points=38.3, band=Any)",
    (
        "credit:choose:python|r: derivation.credit_of_label(choice=A language, percent=20.0, "
        "parts=[credit.nothing(skill=Python), credit.part(skill=R, held=2, total=10)])"
    ),
    "credit:git: derivation.credit(part=credit.met(skill=Git))",
    "credit:sql: derivation.credit(part=credit.part(skill=Sql, held=6, total=36))",
    "effort:r:1: derivation.effort(step=step(skill=R, level=1), hours=2)",
    "effort:r:2: derivation.effort(step=step(skill=R, level=2), hours=8)",
    "effort:sql:1: derivation.effort(step=step(skill=Sql, level=1), hours=6)",
    "effort:sql:2: derivation.effort(step=step(skill=Sql, level=2), hours=10)",
    "effort:sql:3: derivation.effort(step=step(skill=Sql, level=3), hours=20)",
    "engine: derivation.engine(version=0.9)",
    (
        "faded:sql: derivation.faded_by_rule(skill=Sql, date=2019-05-05, today=2026-11-23, "
        "level=1, given=2, rule=old)"
    ),
    "held_at_least:docker:1: derivation.held(step=step(skill=Docker, level=1))",
    "held_at_least:git:1: derivation.held(step=step(skill=Git, level=1))",
    "held_at_least:r:1: derivation.held(step=step(skill=R, level=1))",
    "held_at_least:sql:1: derivation.held(step=step(skill=Sql, level=1))",
    "held_below:python:1: derivation.not_held(step=step(skill=Python, level=1))",
    "held_below:r:2: derivation.not_held(step=step(skill=R, level=2))",
    "held_below:sql:2: derivation.not_held(step=step(skill=Sql, level=2))",
    "knowledge: derivation.knowledge(version=1.2.3)",
    "no_better:choose:python|r:python: derivation.no_better(skill=Python)",
    "not_implied:python:1: derivation.not_implied(step=step(skill=Python, level=1))",
    "not_implied:r:2: derivation.not_implied(step=step(skill=R, level=2))",
    "not_implied:sql:2: derivation.not_implied(step=step(skill=Sql, level=2))",
    "not_rated:git: rating.none(skill=Git)",
    "not_rated:python: rating.none(skill=Python)",
    (
        "nothing_else:counted: derivation.nothing_else_required(role=role(role=Tester, "
        "variant=junior), which=counted)"
    ),
    (
        "prerequisite:docker:1>git:1: derivation.prerequisite(step=step(skill=Docker, "
        "level=1), required=step(skill=Git, level=1), why=why 1)"
    ),
    (
        "rating:docker: derivation.dated_rating(skill=Docker, level=1, source=evidence, "
        "date=2026-11-01)"
    ),
    "rating:r: derivation.dated_rating(skill=R, level=1, source=placement, date=2026-11-01)",
    "rating:sql: derivation.dated_rating(skill=Sql, level=2, source=self, date=2019-05-05)",
    (
        "requirement:choose:python|r: derivation.choice(role=role(role=Tester, "
        "variant=junior), importance=core, weight=2, defining=no, count=1, "
        "steps=[step(skill=Python, level=1), step(skill=R, level=2)])"
    ),
    (
        "requirement:git: derivation.requirement(role=role(role=Tester, variant=junior), "
        "importance=core, weight=2, defining=no, step=step(skill=Git, level=1))"
    ),
    (
        "requirement:sql: derivation.requirement(role=role(role=Tester, variant=junior), "
        "importance=core, weight=4, defining=no, step=step(skill=Sql, level=3))"
    ),
    (
        "rule:bands:any: derivation.rule(rule=any, table=bands, "
        "decisions=[rule.decision(name=band, value=any), rule.decision(name=title, "
        "value=Any)])"
    ),
    "sole:bands:readiness: derivation.sole_rule(table=bands, rule=any)",
)

GAP_OF_SQL = (
    (
        "gap:sql | conclusion | derivation.gap | from credit:sql rule:gaps:weak sole:gaps:sql "
        "knowledge engine"
    ),
    (
        "credit:sql | conclusion | derivation.credit | from requirement:sql held_below:sql:2 "
        "effort:sql:1 effort:sql:2 effort:sql:3 held_at_least:sql:1"
    ),
    "effort:sql:1 | effort | derivation.effort | @sql:10:5 | of sql:1",
    "effort:sql:2 | effort | derivation.effort | @sql:20:5 | of sql:2",
    "effort:sql:3 | effort | derivation.effort | @sql:30:5 | of sql:3",
    "engine | engine | derivation.engine",
    "faded:sql | rule | derivation.faded_by_rule | @freshness:1:5 | of sql:2",
    "held_at_least:sql:1 | conclusion | derivation.held | of sql:1 | from rating:sql",
    (
        "held_below:sql:2 | conclusion | derivation.not_held | of sql:2 | from faded:sql "
        "not_implied:sql:2"
    ),
    "knowledge | knowledge | derivation.knowledge",
    "not_implied:sql:2 | not_implied | derivation.not_implied",
    "rating:sql | rating | derivation.dated_rating | of sql:2 | on 2019-05-05 | by self",
    "requirement:sql | requirement | derivation.requirement | @role:2:3 | of sql:3",
    "rule:gaps:weak | rule | derivation.rule | @gaps:4:5",
    "sole:gaps:sql | rule | derivation.sole_rule | @gaps:99:1",
)

HELD_SQL = (
    (
        "held:sql | conclusion | derivation.level | from rating:sql held_at_least:sql:1 "
        "held_below:sql:2 knowledge engine"
    ),
    "engine | engine | derivation.engine",
    "faded:sql | rule | derivation.faded_by_rule | @freshness:1:5 | of sql:2",
    "held_at_least:sql:1 | conclusion | derivation.held | of sql:1 | from rating:sql",
    (
        "held_below:sql:2 | conclusion | derivation.not_held | of sql:2 | from faded:sql "
        "not_implied:sql:2"
    ),
    "knowledge | knowledge | derivation.knowledge",
    "not_implied:sql:2 | not_implied | derivation.not_implied",
    "rating:sql | rating | derivation.dated_rating | of sql:2 | on 2019-05-05 | by self",
)

STALE = (
    (
        "advice:stale | conclusion | derivation.advice | from rule:advice:stale rating:sql "
        "held_below:sql:2 nothing_else:faded knowledge engine"
    ),
    "engine | engine | derivation.engine",
    "faded:sql | rule | derivation.faded_by_rule | @freshness:1:5 | of sql:2",
    (
        "held_below:sql:2 | conclusion | derivation.not_held | of sql:2 | from faded:sql "
        "not_implied:sql:2"
    ),
    "knowledge | knowledge | derivation.knowledge",
    "not_implied:sql:2 | not_implied | derivation.not_implied",
    "nothing_else:faded | rating | derivation.nothing_else_faded",
    "rating:sql | rating | derivation.dated_rating | of sql:2 | on 2019-05-05 | by self",
    "rule:advice:stale | rule | derivation.rule | @advice:2:5",
)

LEAN = (
    (
        "advice:lean | conclusion | derivation.advice | from rule:advice:lean "
        "unsupported:docker nothing_else:unsupported knowledge engine"
    ),
    "engine | engine | derivation.engine",
    "held_at_least:docker:1 | conclusion | derivation.held | of docker:1 | from rating:docker",
    "knowledge | knowledge | derivation.knowledge",
    "nothing_else:unsupported | rating | derivation.nothing_else_unsupported",
    (
        "prerequisite:docker:1>git:1 | prerequisite | derivation.prerequisite | @docker:11:7 "
        "| of docker:1 git:1"
    ),
    "rating:docker | rating | derivation.dated_rating | of docker:1 | on 2026-11-01 | by evidence",
    "rating:git | rating | derivation.rating | by self",
    "rule:advice:lean | rule | derivation.rule | @advice:1:5",
    (
        "unsupported:docker | conclusion | derivation.unsupported | from rating:docker "
        "held_at_least:docker:1 prerequisite:docker:1>git:1 rating:git"
    ),
)

GOON = (
    (
        "advice:go-on | conclusion | derivation.advice | from rule:advice:go-on credit:git "
        "credit:sql credit:choose:python|r rule:gaps:strong sole:gaps:git rule:gaps:weak "
        "sole:gaps:sql rule:gaps:not-told sole:gaps:choose:python|r nothing_else:core "
        "knowledge engine"
    ),
    (
        "credit:choose:python|r | conclusion | derivation.credit_of_label | from "
        "requirement:choose:python|r held_below:python:1 held_below:r:1"
    ),
    "credit:git | conclusion | derivation.credit | from requirement:git held_at_least:git:1",
    (
        "credit:sql | conclusion | derivation.credit | from requirement:sql held_below:sql:2 "
        "effort:sql:1 effort:sql:2 effort:sql:3 held_at_least:sql:1"
    ),
    "effort:sql:1 | effort | derivation.effort | @sql:10:5 | of sql:1",
    "effort:sql:2 | effort | derivation.effort | @sql:20:5 | of sql:2",
    "effort:sql:3 | effort | derivation.effort | @sql:30:5 | of sql:3",
    "engine | engine | derivation.engine",
    "held_at_least:git:1 | conclusion | derivation.held | of git:1 | from rating:git",
    "held_at_least:sql:1 | conclusion | derivation.held | of sql:1 | from rating:sql",
    (
        "held_below:python:1 | conclusion | derivation.not_held | of python:1 | from "
        "not_rated:python not_implied:python:1"
    ),
    "held_below:r:1 | conclusion | derivation.not_held | of r:1 | from not_rated:r not_implied:r:1",
    (
        "held_below:sql:2 | conclusion | derivation.not_held | of sql:2 | or rating:sql | or "
        "not_implied:sql:2"
    ),
    "knowledge | knowledge | derivation.knowledge",
    "not_implied:python:1 | not_implied | derivation.not_implied",
    "not_implied:r:1 | not_implied | derivation.not_implied",
    "not_implied:sql:2 | not_implied | derivation.not_implied",
    "not_rated:python | not_rated | rating.none",
    "not_rated:r | not_rated | rating.none",
    "nothing_else:core | requirement | derivation.nothing_else_required | @role:50:1",
    "rating:git | rating | derivation.rating | of git:1 | by self",
    "rating:sql | rating | derivation.rating | of sql:1 | by self",
    "requirement:choose:python|r | requirement | derivation.choice | @role:3:3 | of python:1 r:2",
    "requirement:git | requirement | derivation.requirement | @role:1:3 | of git:1",
    "requirement:sql | requirement | derivation.requirement | @role:2:3 | of sql:3",
    "rule:advice:go-on | rule | derivation.rule | @advice:3:5",
    "rule:gaps:not-told | rule | derivation.rule | @gaps:1:5",
    "rule:gaps:strong | rule | derivation.rule | @gaps:3:5",
    "rule:gaps:weak | rule | derivation.rule | @gaps:4:5",
    "sole:gaps:choose:python|r | rule | derivation.sole_rule | @gaps:99:1",
    "sole:gaps:git | rule | derivation.sole_rule | @gaps:99:1",
    "sole:gaps:sql | rule | derivation.sole_rule | @gaps:99:1",
)
