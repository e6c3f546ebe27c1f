"""The composition root: every part is made here, once, from values, and put together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_network

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from msgspec import Struct

from api.accounts.service import AccountService
from api.analyses.service import AnalysisService
from api.auth.access_tokens import AccessTokens
from api.auth.api_tokens import ApiTokenService
from api.auth.authenticator import Authenticator
from api.auth.origin import RequestOrigin
from api.auth.passwords import Passwords
from api.auth.service import AuthService
from api.catalog.current import CurrentKnowledge
from api.catalog.reader import CatalogReader
from api.catalog.releases import Releases
from api.clocks import Clocks
from api.db.pool import Database
from api.errors import DatabaseUnavailableError
from api.http.docs_page import DocsController, DocsPage
from api.http.exception_handlers import MAX_BODY, ExceptionHandlers
from api.http.executor import BoundedExecutor
from api.http.metrics import Metrics
from api.http.middleware import RequestMiddleware
from api.http.openapi import ROUTES, TextSchema, openapi_config
from api.http.rate_limit import RequestLimits
from api.http.request import ApiRequest
from api.http.static import BrowserApp, browser_routes
from api.idempotency.service import IdempotencyService
from api.placements.acceptance import AcceptanceService
from api.placements.service import PlacementService
from api.profiles.service import ProfileService
from api.ranking.service import RankingService
from api.retention.service import keep_taking_out
from api.roadmaps.progress import ProgressService
from api.roadmaps.query import PlanningConfig
from api.roadmaps.reanalysis import ReanalysisService
from api.roadmaps.service import RoadmapService
from api.settings import Settings
from engine import UNLIMITED, Solver

PASSWORD_LANES = 2
"""Hashes at a time; each takes 19 MiB and a core for 30 ms."""
PLACING_LANES, PUBLIC_PLACING_LANES = 2, 1
"""Placements worked out at a time, of people with an account and of anybody; each takes a core
for about 40 ms."""
MOST_PLACING = 20
"""How many more may wait in each: the last of them is answered within about a second."""
WHAT_IF_LANES, MOST_WHAT_IFS = 1, 10
"""Calls of what-if at a time, and how many more may wait; each makes up to nine plans."""
PUBLISH_AGAIN_AFTER = 2.0


class AppServices(Struct, frozen=True):
    """What the features stand on."""

    settings: Settings
    knowledge: CurrentKnowledge
    clocks: Clocks
    database: Database
    passwords: Passwords
    placing_lanes: BoundedExecutor
    public_placing_lanes: BoundedExecutor
    what_if_lanes: BoundedExecutor
    access_tokens: AccessTokens
    releases: Releases
    catalog: CatalogReader
    metrics: Metrics
    solver: Solver

    @classmethod
    def of(
        cls, settings: Settings, knowledge: CurrentKnowledge, clocks: Clocks, solver: Solver
    ) -> "AppServices":
        """Make it; nothing is connected yet."""
        database = Database(settings.database_url or "", connections=settings.connections)
        return cls(
            settings,
            knowledge,
            clocks,
            database,
            Passwords(lanes=PASSWORD_LANES),
            BoundedExecutor(lanes=PLACING_LANES, most_waiting=MOST_PLACING),
            BoundedExecutor(lanes=PUBLIC_PLACING_LANES, most_waiting=MOST_PLACING),
            BoundedExecutor(lanes=WHAT_IF_LANES, most_waiting=MOST_WHAT_IFS),
            AccessTokens(settings.secrets, clock=clocks.now),
            Releases(database, knowledge),
            CatalogReader(knowledge),
            Metrics(),
            solver,
        )


def create_app(
    settings: Settings,
    knowledge: CurrentKnowledge,
    *,
    clocks: Clocks,
    solver: Solver = UNLIMITED.solver,
) -> Litestar:
    """Put the application together.

    Args:
        settings: With the address of a migrated database, and at least one secret.
        knowledge: What answers until another version is published.
        clocks: Where the time comes from.
        solver: What plans are proved by.
    """
    base = AppServices.of(settings, knowledge, clocks, solver)
    entrance = _entrance(settings)
    limits = RequestLimits(settings.requests_per_minute, clock=clocks.stopwatch)
    frame = RequestMiddleware(entrance, limits, base.metrics, stopwatch=clocks.stopwatch)
    gate = Authenticator(base.database, base.access_tokens)
    return Litestar(
        route_handlers=[*ROUTES, DocsController, *browser_routes()],
        openapi_config=openapi_config(),
        plugins=[TextSchema()],
        dependencies={name: _provide(part) for name, part in _features(base).items()},
        request_class=ApiRequest,
        logging_config=None,
        debug=False,
        request_max_body_size=MAX_BODY,
        exception_handlers=ExceptionHandlers(lambda: knowledge.now().library).handlers,
        middleware=[frame.middleware],
        before_send=[frame.before_send],
        lifespan=[lambda _: _lifespan(base)],
        state=State({"gate": gate, "entrance": entrance}),
    )


def _features(base: AppServices) -> dict[str, object]:
    """What routes may ask for, by the name of the parameter they ask with."""
    settings, knowledge, database = base.settings, base.knowledge, base.database
    repetition = IdempotencyService(database)
    planning = PlanningConfig(base.clocks, base.solver, settings.solver_seconds)
    auth = AuthService(
        database,
        base.passwords,
        base.access_tokens,
        secret=settings.secrets[0],
        signups=settings.signups_per_5_minutes,
    )
    return {
        "database": database,
        "knowledge": knowledge,
        "metrics": base.metrics,
        "catalog": base.catalog,
        "auth": auth,
        "tokens": ApiTokenService(database, repetition),
        "accounts": AccountService(database, base.passwords, clock=base.clocks.now),
        "profiles": ProfileService(database, knowledge),
        "analyses": AnalysisService(
            database, knowledge, repetition, base.releases, base.clocks.now
        ),
        "roadmaps": RoadmapService(database, knowledge, repetition, planning),
        "progress": ProgressService(database),
        "reanalysis": ReanalysisService(database, knowledge, repetition, planning),
        "planning": planning,
        "ranking": RankingService(database, knowledge, clock=base.clocks.now),
        "placements": PlacementService(database, knowledge, repetition, base.placing_lanes),
        "public_placing_lanes": base.public_placing_lanes,
        "what_if_lanes": base.what_if_lanes,
        "acceptance": AcceptanceService(database, knowledge, base.placing_lanes),
        "docs": DocsPage(),
        "browser": BrowserApp.of(settings.browser_app),
    }


@asynccontextmanager
async def _lifespan(base: AppServices) -> AsyncIterator[None]:
    """Connect, publish, warm up; and let everything end in order."""
    await base.database.open()
    tasks = [
        asyncio.create_task(_publish(base.releases)),
        asyncio.create_task(asyncio.to_thread(base.catalog.warm)),
        asyncio.create_task(keep_taking_out(base.database)),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        base.passwords.close()
        base.placing_lanes.close()
        base.public_placing_lanes.close()
        base.what_if_lanes.close()
        await base.database.close()


def _provide(part: object) -> Provide:
    return Provide(lambda: part, sync_to_thread=False)


def _entrance(settings: Settings) -> RequestOrigin:
    return RequestOrigin(
        origins=frozenset(settings.origins),
        proxies=tuple(ip_network(proxy) for proxy in settings.trusted_proxies),
        is_encrypted=any(origin.startswith("https://") for origin in settings.origins),
    )


async def _publish(releases: Releases) -> None:
    """Keep the knowledge that answers; tried again while the database is away."""
    while True:
        try:
            await releases.publish()
        except DatabaseUnavailableError:
            await asyncio.sleep(PUBLISH_AGAIN_AFTER)
        else:
            return
