"""One account cannot fill a table: what it may store is counted where it is stored."""

from collections.abc import Sequence

from alembic import op

revision: str = "f37e2cda6049"
down_revision: str | None = "e26d1bc95f38"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Table, name of the quota, how many rows, and which of an account's rows count.
QUOTAS = (
    ("analyses", "analyses", 2000, "true"),
    ("roadmaps", "roadmaps", 200, "true"),
    ("placements", "placements", 500, "true"),
    ("api_tokens", "tokens", 20, "revoked_at IS NULL AND expires_at > now()"),
    ("skill_rating_events", "ratings", 5000, "id > (SELECT uuidv7(interval '-1 day'))"),
)
# How many sessions are in use at most, and how many rows that have ended stay beside those in use.
MOST_SESSIONS = 50
ENDED = {"sessions": 200, "api_tokens": 200}

# Each statement of a function sees what was committed before it began, so the count that follows
# the lock sees what the parallel request has added that had the lock before.
CHECK = """
CREATE FUNCTION check_quota() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner uuid;
  found bigint;
BEGIN
  FOR owner IN SELECT DISTINCT user_id FROM added ORDER BY user_id LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('quota ' || owner, 0));
    EXECUTE format(
      'SELECT count(*) FROM %I WHERE user_id = $1 AND %s', TG_TABLE_NAME, TG_ARGV[2]
    ) INTO found USING owner;
    IF found > TG_ARGV[1]::bigint THEN
      RAISE EXCEPTION 'quota of % is reached', TG_ARGV[0]
      USING ERRCODE = 'program_limit_exceeded', CONSTRAINT = TG_ARGV[0], DETAIL = TG_ARGV[1];
    END IF;
  END LOOP;
  RETURN NULL;
END $$
"""
END_OLDEST = """
CREATE FUNCTION end_oldest_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner uuid;
BEGIN
  FOR owner IN SELECT DISTINCT user_id FROM added ORDER BY user_id LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('quota ' || owner, 0));
    UPDATE sessions SET ended_at = now() WHERE id IN (
      SELECT s.id FROM sessions s
      WHERE s.user_id = owner AND s.ended_at IS NULL AND s.expires_at > now()
      ORDER BY s.last_used_at, s.id
      LIMIT greatest(0, (
        SELECT count(*) FROM sessions live
        WHERE live.user_id = owner AND live.ended_at IS NULL AND live.expires_at > now()
      ) - TG_ARGV[0]::bigint)
      FOR UPDATE SKIP LOCKED
    );
  END LOOP;
  RETURN NULL;
END $$
"""
FORGET = """
CREATE FUNCTION forget_oldest_ended() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner uuid;
  over text := CASE TG_TABLE_NAME
    WHEN 'sessions' THEN 'ended_at IS NOT NULL OR expires_at <= now()'
    ELSE 'revoked_at IS NOT NULL OR expires_at <= now()'
  END;
BEGIN
  FOR owner IN SELECT DISTINCT user_id FROM added ORDER BY user_id LOOP
    EXECUTE format(
      'DELETE FROM %1$I WHERE id IN (SELECT id FROM %1$I WHERE user_id = $1 AND (%2$s) '
      'ORDER BY id DESC OFFSET %3$s FOR UPDATE SKIP LOCKED)', TG_TABLE_NAME, over, TG_ARGV[0]
    ) USING owner;
  END LOOP;
  RETURN NULL;
END $$
"""
AFTER_INSERT = "AFTER INSERT ON {0} REFERENCING NEW TABLE AS added FOR EACH STATEMENT"


def upgrade() -> None:
    """An account that has more already keeps it, and adds nothing until it has less."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for function in (CHECK, END_OLDEST, FORGET):
        op.execute(function)
    for table, name, most, counted in QUOTAS:
        condition = counted.replace("'", "''")
        op.execute(
            f"CREATE TRIGGER {table}_a_quota {AFTER_INSERT.format(table)} "
            f"EXECUTE FUNCTION check_quota('{name}', '{most}', '{condition}')"
        )
    op.execute(
        f"CREATE TRIGGER sessions_a_quota {AFTER_INSERT.format('sessions')} "
        f"EXECUTE FUNCTION end_oldest_sessions('{MOST_SESSIONS}')"
    )
    for table, most in ENDED.items():
        op.execute(
            f"CREATE TRIGGER {table}_b_ended {AFTER_INSERT.format(table)} "
            f"EXECUTE FUNCTION forget_oldest_ended('{most}')"
        )


def downgrade() -> None:
    """The way back."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for table in ("sessions", *(table for table, *_ in QUOTAS)):
        op.execute(f"DROP TRIGGER {table}_a_quota ON {table}")
    for table in ENDED:
        op.execute(f"DROP TRIGGER {table}_b_ended ON {table}")
    for function in ("check_quota", "end_oldest_sessions", "forget_oldest_ended"):
        op.execute(f"DROP FUNCTION {function}()")
