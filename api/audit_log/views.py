"""From stored events to what admins read."""

from api.audit.repository import NO_ACCOUNT
from api.audit_log.repository import EventFound
from api.audit_log.schemas import AuditEventView


def event_view(found: EventFound) -> AuditEventView:
    """One event."""
    return AuditEventView(
        id=found.id,
        at=found.recorded_at,
        account=None if found.user_id == NO_ACCOUNT else found.user_id,
        actor=found.actor_id,
        action=found.action,
        subject=found.subject,
    )
