"""Rotation of refresh tokens: each is exchanged once, for one successor.

A retry within ten seconds (`FIND_REFRESH`, column `is_fresh`) gets the same successor, which is
derived from the token and not stored; where another tab has used that up meanwhile, the one after
it. A later replay means that the token was copied: the session ends.
"""

from api.audit.repository import record
from api.auth.repository import ADD_REFRESH, END_SESSION, FIND_REFRESH, TOUCH_SESSION, USE_REFRESH
from api.auth.tokens import SessionTokens, SessionUser, TokenPair, hash_of
from api.db.pool import Session


async def rotate(session: Session, token: str, tokens: SessionTokens) -> TokenPair | None:
    """The token pair that follows a refresh token; None when the session is over.

    Args:
        session: The transaction that uses the token up.
        token: Well formed; perhaps unknown, used or of an ended session.
        tokens: Derives successors and issues access tokens.
    """
    found = await session.one_or_none(FIND_REFRESH, token_hash=hash_of(token))
    if found is None or not found.is_live:
        return None
    if not found.is_fresh:
        await session.run(END_SESSION, user_id=found.user_id, session_id=found.session_id)
        await record(session, "session.replayed", user_id=found.user_id, subject=found.session_id)
        return None
    successor = tokens.successor_of(token)
    if found.is_used:
        successor = await _unused(session, successor, tokens)
    else:
        await session.run(USE_REFRESH, hash_used=hash_of(token))
        await session.run(
            ADD_REFRESH,
            token_hash=hash_of(successor),
            user_id=found.user_id,
            session_id=found.session_id,
        )
        await session.run(TOUCH_SESSION, session_id=found.session_id)
        await record(session, "session.refreshed", user_id=found.user_id, subject=found.session_id)
    user = SessionUser(
        found.user_id,
        found.email,
        found.display_name,
        "cookie" if found.transport == "cookie" else "bearer",
    )
    return tokens.pair(user, found.session_id, successor)


async def _unused(session: Session, token: str, tokens: SessionTokens) -> str:
    """The first token of a family that is not used up, from this one on."""
    found = await session.one_or_none(FIND_REFRESH, token_hash=hash_of(token))
    if found is None or not found.is_used:
        return token
    return await _unused(session, tokens.successor_of(token), tokens)
