"""The application with one more route: a bare prepared INSERT of an analysis' bytes.

IdentityKey server, same authentication, same bytes in and out: the limit that
`POST /analyses` can reach when the answer itself costs nothing.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec
from litestar import Litestar, Response, post
from litestar.di import NamedDependency

from api.analyses.repository import ADD_ANALYSIS
from api.analyses.stored import EncodedAnalysis
from api.auth.guards import writes
from api.auth.principal import principal_of
from api.clocks import Clocks
from api.db.pool import Database
from api.http.encoding import encode
from api.http.request import ApiRequest
from api.process.commands import build
from api.settings import read_settings

SAMPLE = "CAREER_BENCH_SAMPLE"


def application() -> Litestar:
    """The application and the limit beside it; the sample's path comes by the environment."""
    clocks = Clocks(now=lambda: datetime.now(UTC), stopwatch=perf_counter)
    app = build(read_settings(os.environ), clocks)
    app.register(_insert_sample)
    return app


_kept: dict[str, Any] = {}


def _sample() -> dict[str, Any]:
    if not _kept:
        _kept.update(msgspec.json.decode(Path(os.environ[SAMPLE]).read_bytes()))
    return _kept


@post("/api/v1/bench/insert", guards=[writes], status_code=201)
async def _insert_sample(
    request: ApiRequest, database: NamedDependency[Database]
) -> Response[bytes]:
    """Insert the sample once for the caller, and answer with it."""
    sample = _sample()
    async with database.statement() as session:
        added = await session.one(ADD_ANALYSIS, user_id=principal_of(request).user_id, **sample)
    if added is None:
        return Response(b"", status_code=500)
    result = msgspec.Raw(sample["analysis_result"].encode())
    body = encode(EncodedAnalysis(added.id, added.created_at, result))
    return Response(body, media_type="application/json", status_code=201)
