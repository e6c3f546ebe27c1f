"""Audit events end after some months, through one function that records what it deleted."""

from collections.abc import Sequence

from alembic import op

revision: str = "e26d1bc95f38"
down_revision: str | None = "d15c0ab84e27"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEEP = """
CREATE FUNCTION keep_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
    AND OLD.recorded_at < now() - interval '6 months'
    AND current_setting('career.expiring', true) = 'audit_events'
    AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
  THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME;
END $$
"""
# What is younger than six months stays whatever the function is called with. The owner's rights
# come from SECURITY DEFINER: a role that only has the application's grants can delete nothing.
EXPIRE = """
CREATE FUNCTION expire_audit_events(months integer, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  age interval := make_interval(months => months);
  newest uuid := uuidv7(-age);
  deleted bigint;
BEGIN
  IF months < 6 THEN
    RAISE EXCEPTION 'audit events stay for at least 6 months';
  END IF;
  PERFORM set_config('career.expiring', 'audit_events', true);
  DELETE FROM audit_events WHERE id IN (
    SELECT id FROM audit_events WHERE id < newest AND recorded_at < now() - age
    ORDER BY id LIMIT most FOR UPDATE SKIP LOCKED
  );
  GET DIAGNOSTICS deleted = ROW_COUNT;
  PERFORM set_config('career.expiring', '', true);
  IF deleted > 0 THEN
    INSERT INTO audit_events (action, subject)
    VALUES ('audit.expired', deleted || ' events, older than ' || months || ' months');
  END IF;
  RETURN deleted;
END $$
"""


def upgrade() -> None:
    """One purpose; give up rather than block those who are using the table."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(KEEP)
    op.execute(EXPIRE)
    op.execute("DROP TRIGGER audit_events_stay ON audit_events")
    op.execute(
        "CREATE TRIGGER audit_events_stay BEFORE UPDATE OR DELETE ON audit_events "
        "FOR EACH ROW EXECUTE FUNCTION keep_audit_event()"
    )


def downgrade() -> None:
    """The way back."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute("DROP TRIGGER audit_events_stay ON audit_events")
    op.execute(
        "CREATE TRIGGER audit_events_stay BEFORE UPDATE OR DELETE ON audit_events "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute("DROP FUNCTION expire_audit_events(integer, integer)")
    op.execute("DROP FUNCTION keep_audit_event()")
