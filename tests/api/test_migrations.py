"""The schema: up, down, up, and equal to what the code says."""

import asyncio
from uuid import UUID

import asyncpg
import pytest
from applications import at_database
from sqlalchemy import UniqueConstraint

from api.db.migrate import differences, downgrade, upgrade
from api.db.schema_version import create_database
from api.db.tables import TableRow


async def tables_of(address: str) -> set[str]:
    connection = await asyncpg.connect(address)
    rows = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    await connection.close()
    return {row["tablename"] for row in rows}


async def test_up_down_up_ends_at_the_schema_of_the_code(cluster: str) -> None:
    address = await create_database(cluster, "career_updown")
    await upgrade(address)
    assert await differences(address) == []
    assert await tables_of(address) == set(TableRow.metadata.tables) | {"alembic_version"}
    await downgrade(address, "base")
    assert await tables_of(address) == {"alembic_version"}
    await upgrade(address)
    assert await differences(address) == []


async def test_several_processes_may_migrate_at_once(cluster: str) -> None:
    address = await create_database(cluster, "career_race")
    await asyncio.gather(*[upgrade(address) for _ in range(4)])
    assert await differences(address) == []


async def test_a_difference_is_seen(cluster: str) -> None:
    address = await create_database(cluster, "career_differs")
    await upgrade(address)
    connection = await asyncpg.connect(address)
    await connection.execute("ALTER TABLE users DROP COLUMN display_name")
    await connection.close()
    assert any("display_name" in entry for entry in await differences(address))


@pytest.mark.parametrize("table", sorted(TableRow.metadata.tables))
def test_every_column_says_what_it_is_for_and_how_long_it_is_stored(table: str) -> None:
    for column in TableRow.metadata.tables[table].columns:
        assert column.info.get("purpose"), column
        assert column.info.get("retention"), column


def test_the_tables_of_learners_begin_their_keys_with_the_learner() -> None:
    for name in (
        "skill_ratings",
        "skill_rating_events",
        "analyses",
        "roadmaps",
        "roadmap_items",
        "placements",
    ):
        table = TableRow.metadata.tables[name]
        assert next(iter(table.primary_key.columns)).name == "user_id"
        for index in table.indexes:
            assert next(iter(index.columns)).name == "user_id", index.name
        for rule in table.constraints:
            if isinstance(rule, UniqueConstraint):
                assert next(iter(rule.columns)).name == "user_id"


async def test_stored_results_cannot_be_changed(cluster: str, template: str) -> None:
    address = at_database(cluster, template.rpartition("/")[2].partition("?")[0])
    connection = await asyncpg.connect(address)
    triggers = await connection.fetch(
        "SELECT tgrelid::regclass::text AS name FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgname LIKE '%\\_stay%'"
    )
    await connection.close()
    assert {row["name"] for row in triggers} == {
        "analyses",
        "audit_events",
        "skill_rating_events",
    }


async def person_with_analysis(connection: asyncpg.Connection) -> tuple[UUID, UUID]:
    """A person and an analysis of theirs, in the columns of every schema so far."""
    user = await connection.fetchval(
        "INSERT INTO users (email, password_hash, display_name) VALUES ('a@b.c', 'x', 'A') "
        "RETURNING id"
    )
    analysis = await connection.fetchval(
        "INSERT INTO analyses (user_id, role_id, variant, knowledge_version, knowledge_hash, "
        "engine_version, readiness, inputs, result) "
        "VALUES ($1, 'r', 'v', '1', 'h', '1', 0, '{}', '{}') RETURNING id",
        user,
    )
    return user, analysis


async def test_items_go_back_into_the_plan_when_they_no_longer_hold_their_own(
    cluster: str,
) -> None:
    address = await create_database(cluster, "career_items")
    await upgrade(address)
    await downgrade(address, "3b8a41c6d2f7")
    connection = await asyncpg.connect(address)
    user, analysis = await person_with_analysis(connection)
    roadmap = await connection.fetchval(
        "INSERT INTO roadmaps (user_id, analysis_id, role_id, variant, hours_per_week, status, "
        "knowledge_version, knowledge_hash, inputs, result) VALUES "
        """($1, $2, 'r', 'v', 8, 'active', '1', 'h', '{}', '{"variant":"v","items":[]}') """
        "RETURNING id",
        user,
        analysis,
    )
    for position, item in ((2, "b"), (1, "a")):
        await connection.execute(
            "INSERT INTO roadmap_items (user_id, roadmap_id, item_id, position, skill_id, level, "
            "hours_typical, status, planned) VALUES ($1, $2, $3, $4, $3, 1, 1, 'todo', $5)",
            user,
            roadmap,
            item,
            position,
            f'{{"id":"{item}","level":1}}',
        )
    await downgrade(address, "9b3e5a7c41d0")
    result = await connection.fetchval("SELECT result FROM roadmaps")
    await connection.close()
    assert result == '{"variant":"v","items":[{"id":"a","level":1},{"id":"b","level":1}]}'
    await upgrade(address)
    assert await differences(address) == []


async def test_an_older_roadmap_becomes_a_lineage_of_its_own(cluster: str) -> None:
    address = await create_database(cluster, "career_lineage")
    await upgrade(address)
    await downgrade(address, "3b8a41c6d2f7")
    connection = await asyncpg.connect(address)
    user, analysis = await person_with_analysis(connection)
    roadmaps = {
        await connection.fetchval(
            "INSERT INTO roadmaps (user_id, analysis_id, role_id, variant, hours_per_week, status, "
            "knowledge_version, knowledge_hash, inputs, result) VALUES "
            "($1, $2, $3, 'v', 8, $4, '1', 'h', '{}', $5) RETURNING id",
            user,
            analysis,
            role,
            status,
            result,
        ): title
        for role, status, result, title in (
            ("rol_1", "archived", '{"role":{"slug":"a","title":"An analyst"}}', "An analyst"),
            ("rol_1", "active", '{"role":{"slug":"a","title":"Analyst"}}', "Analyst"),
            ("rol_2", "active", "{}", "rol_2"),
        )
    }
    await upgrade(address)
    found = await connection.fetch("SELECT id, lineage_id, role_title, chosen_at FROM roadmaps")
    await connection.close()
    assert {row["id"]: row["role_title"] for row in found} == roadmaps
    assert all(row["lineage_id"] == row["id"] and row["chosen_at"] is None for row in found)
    assert await differences(address) == []


async def test_low_and_high_hours_are_filled_in_from_the_plans_of_the_items(cluster: str) -> None:
    address = await create_database(cluster, "career_hours")
    await upgrade(address)
    await downgrade(address, "c5f08e2a91d3")
    connection = await asyncpg.connect(address)
    await connection.execute("SET session_replication_role = replica")
    for item, planned in (("a", '{"hours":{"low":4,"typical":8,"high":16.5}}'), ("b", None)):
        await connection.execute(
            "INSERT INTO roadmap_items (user_id, roadmap_id, item_id, position, skill_id, level, "
            "hours_typical, status, planned) VALUES (uuidv7(), uuidv7(), $1, 1, 's', 1, 8, 'todo', "
            "$2)",
            item,
            planned,
        )
    await upgrade(address)
    rows = await connection.fetch(
        "SELECT item_id, hours_low, hours_high FROM roadmap_items ORDER BY item_id"
    )
    await connection.close()
    assert [tuple(row) for row in rows] == [("a", 4.0, 16.5), ("b", None, None)]
