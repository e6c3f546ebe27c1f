"""Rotation of refresh tokens: each is exchanged once, for one successor.

A retry within ten seconds (`FIND_REFRESH`, column `is_fresh`) gets the same successor, which is
derived from the token and not stored; where another tab has used that up meanwhile, the one after
it. A later replay means that the token was copied: the session ends.

Tokens are stored under the server's secret. While a new secret is taken into use, those under older
ones are found as well, and what follows them is under the new one.
"""

from api.audit.repository import record
from api.auth.repository import (
    ADD_REFRESH,
    END_SESSION,
    FIND_REFRESH,
    TOUCH_SESSION,
    USE_REFRESH,
    RefreshFound,
)
from api.auth.tokens import SessionTokens, SessionUser, TokenPair
from api.db.pool import Session


async def rotate(session: Session, token: str, tokens: SessionTokens) -> TokenPair | None:
    """The token pair that follows a refresh token; None when the session is over.

    Args:
        session: The transaction that uses the token up.
        token: Well formed; perhaps unknown, used or of an ended session.
        tokens: Derives successors and issues access tokens.
    """
    stored, found = await _find(session, token, tokens)
    if found is None or not found.is_live:
        return None
    if not found.is_fresh:
        await session.run(END_SESSION, user_id=found.user_id, session_id=found.session_id)
        await record(session, "session.replayed", user_id=found.user_id, subject=found.session_id)
        return None
    successor = tokens.successors_of(token)[0]
    if found.is_used:
        successor = await _unused(session, token, tokens)
    else:
        await session.run(USE_REFRESH, hash_used=stored)
        await session.run(
            ADD_REFRESH,
            token_hash=tokens.hashes_of(successor)[0],
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


async def _unused(session: Session, used: str, tokens: SessionTokens) -> str:
    """The first token of a family that is not used up, after one that is."""
    for token in tokens.successors_of(used):
        _, found = await _find(session, token, tokens)
        if found is not None:
            return await _unused(session, token, tokens) if found.is_used else token
    return tokens.successors_of(used)[0]


async def _find(
    session: Session, token: str, tokens: SessionTokens
) -> tuple[bytes, RefreshFound | None]:
    """A refresh token under what it is stored as: by each of the secrets in turn."""
    for stored in tokens.hashes_of(token):
        found = await session.one_or_none(FIND_REFRESH, token_hash=stored)
        if found is not None:
            return stored, found
    return b"", None
