"""The composition root: every part is made here, once, from values, and put together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_network

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from msgspec import Struct

from api.accounts.routes import AccountController
from api.accounts.service import AccountService
from api.admin.routes import AdminController
from api.admin.service import AdminService
from api.analyses.routes import AnalysisController, StatelessAnalysisController
from api.analyses.service import AnalysisService
from api.audit_log.routes import AuditLogController
from api.audit_log.service import AuditLogService
from api.auth.api_tokens import ApiTokenService
from api.auth.attempt_limits import AttemptLimits
from api.auth.authenticator import Authenticator
from api.auth.cookies import ACCESS_COOKIE
from api.auth.origin import RequestOrigin
from api.auth.passwords import Passwords
from api.auth.routes import ApiTokenController, AuthController
from api.auth.service import AuthService
from api.auth.tokens import SessionTokens
from api.catalog.current import ContentVocabulary, CurrentKnowledge
from api.catalog.releases import Releases
from api.catalog.routes import CatalogController
from api.catalog.service import CatalogService
from api.clocks import Clocks
from api.db.pool import Database
from api.dev_outbox.routes import OutboxController
from api.dev_outbox.service import OutboxService
from api.dev_outbox.views import PATH
from api.errors import DatabaseUnavailableError
from api.health.measures import MeasuredSolver, show_parts
from api.health.routes import HealthController, get_metrics_alias, is_live_alias, is_ready_alias
from api.http.body import MAX_BODY
from api.http.client_address import TrustedProxies
from api.http.compression import Compression
from api.http.docs_page import DocsController, DocsPage
from api.http.documentation.problem_pages import ProblemPageController, ProblemTypes
from api.http.exception_handlers import ExceptionHandlers
from api.http.executor import Executors
from api.http.methods import HeadAwareApp
from api.http.metrics import Metrics
from api.http.metrics_access import MetricsAccess
from api.http.middleware import RequestMiddleware
from api.http.openapi import TextSchema, openapi_config
from api.http.parameters import check_parameter_names
from api.http.rate_limit import RequestLimits
from api.http.request import ApiRequest
from api.http.shared_metrics import MetricsFolder
from api.http.static import BrowserApp, browser_routes
from api.idempotency.service import IdempotencyService
from api.mail.delivery import work_regularly
from api.mail.parts import MailParts
from api.mailed_links.reset_requests import ResetRequests
from api.mailed_links.routes import MailedLinkController
from api.mailed_links.schemas import MailSentView
from api.mailed_links.service import MailedLinkService
from api.placements.closing import AcceptanceService
from api.placements.routes import PlacementController
from api.placements.service import PlacementService
from api.plans.planning import PlanningConfig
from api.plans.routes import StatelessPlanController
from api.profiles.routes import ProfileController
from api.profiles.service import ProfileReader, ProfileService
from api.progress.routes import ProgressController
from api.progress.service import ProgressService
from api.ranking.routes import RankingController, StatelessRankingController, TransitionController
from api.readiness.routes import ReadinessController
from api.retention.service import delete_expired_regularly
from api.roadmap_creation.routes import RoadmapCreationController, create_roadmap
from api.roadmap_creation.service import RoadmapCreationService
from api.roadmaps.routes import RoadmapController
from api.roadmaps.service import RoadmapService
from api.settings import Settings
from api.stateless_placements.routes import StatelessPlacementController
from api.what_if.routes import WhatIfController
from engine import UNLIMITED, Solver

ROUTES = (
    CatalogController,
    StatelessAnalysisController,
    StatelessPlanController,
    WhatIfController,
    StatelessRankingController,
    TransitionController,
    StatelessPlacementController,
    AuthController,
    MailedLinkController,
    ApiTokenController,
    AccountController,
    ProfileController,
    ReadinessController,
    AnalysisController,
    PlacementController,
    RoadmapController,
    create_roadmap,
    ProgressController,
    RoadmapCreationController,
    RankingController,
    AdminController,
    AuditLogController,
    HealthController,
    is_live_alias,
    is_ready_alias,
    get_metrics_alias,
)
"""In the order of the OpenAPI document."""

PASSWORD_THREADS = 2
"""Hashes at a time; each takes 19 MiB and a core for 30 ms."""
PUBLISH_RETRY = 2.0
"""[s]"""


class AppServices(Struct, frozen=True):
    """What several features share."""

    settings: Settings
    knowledge: CurrentKnowledge
    clocks: Clocks
    solver: Solver
    database: Database
    mail: MailParts
    passwords: Passwords
    tokens: SessionTokens
    executors: Executors
    releases: Releases
    catalog: CatalogService
    metrics: Metrics

    @classmethod
    def of(
        cls, settings: Settings, knowledge: CurrentKnowledge, clocks: Clocks, solver: Solver
    ) -> "AppServices":
        """Make it; nothing is connected yet."""
        database = Database(settings.database_url or "", connections=settings.connections)
        metrics = Metrics(clock=clocks.stopwatch, folder=MetricsFolder(settings.metrics_dir))
        executors = Executors.start()
        return cls(
            settings,
            knowledge,
            clocks,
            MeasuredSolver(solver, metrics),
            database,
            MailParts.of(settings, database),
            Passwords(threads=PASSWORD_THREADS),
            SessionTokens(settings.secrets, clock=clocks.now),
            executors,
            Releases(database, knowledge, executors.content),
            CatalogService(knowledge),
            metrics,
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
        knowledge: What is used until another version is published.
        clocks: Where the time comes from.
        solver: What plans are proved by.
    """
    services = AppServices.of(settings, knowledge, clocks, solver)
    show_parts(services.metrics, services.database, knowledge, services.executors, clocks)
    origin = RequestOrigin(frozenset(settings.origins), settings.is_encrypted)
    requests = RequestMiddleware(
        TrustedProxies(tuple(map(ip_network, settings.trusted_proxies))),
        RequestLimits(settings.requests_per_minute, clock=clocks.stopwatch),
        services.metrics,
        is_encrypted=settings.is_encrypted,
        has_log=settings.log_requests,
    )
    authenticator = Authenticator(services.database, services.tokens)
    return HeadAwareApp(
        route_handlers=[
            *ROUTES,
            *([OutboxController] if settings.has_outbox else []),
            DocsController,
            ProblemPageController,
            *browser_routes(),
        ],
        openapi_config=openapi_config(cookie=ACCESS_COOKIE),
        plugins=[TextSchema()],
        dependencies={name: _provide(part) for name, part in _dependencies(services).items()},
        request_class=ApiRequest,
        logging_config=None,
        debug=False,
        request_max_body_size=MAX_BODY,
        exception_handlers=ExceptionHandlers(lambda: ContentVocabulary(knowledge.now())).handlers,
        before_request=check_parameter_names,
        middleware=[Compression().middleware, requests.middleware],
        before_send=[requests.before_send],
        lifespan=[lambda _: _lifespan(services)],
        state=State({"authenticator": authenticator, "request_origin": origin}),
    )


def _dependencies(services: AppServices) -> dict[str, object]:
    """What routes may ask for, by the name of their parameter."""
    settings, knowledge, database = services.settings, services.knowledge, services.database
    executors, now = services.executors, services.clocks.now
    idempotency = IdempotencyService(database)
    planning = PlanningConfig(services.clocks, services.solver, settings.solver_seconds)
    attempts = AttemptLimits(database, signups_per_5_minutes=settings.signups_per_5_minutes)
    return {
        "database": database,
        "knowledge": knowledge,
        "metrics": services.metrics,
        "metrics_access": MetricsAccess.of(settings),
        "catalog": services.catalog,
        "auth": AuthService(
            database, services.passwords, services.tokens, attempts, services.mail.queue
        ),
        "links": MailedLinkService(database, services.passwords, attempts, services.mail.queue),
        "mail_sent": MailSentView(outbox=PATH if settings.has_outbox else None),
        "outbox": OutboxService(database, services.mail.links),
        "tokens": ApiTokenService(database, idempotency),
        "accounts": AccountService(database, services.passwords, attempts, knowledge, clock=now),
        "profiles": ProfileService(database, knowledge),
        "analyses": AnalysisService(
            database, idempotency, services.releases, now, executors.figures
        ),
        "roadmaps": RoadmapService(database, knowledge, planning),
        "creation": RoadmapCreationService(
            database, knowledge, idempotency, planning, executors.plans
        ),
        "progress": ProgressService(database, knowledge, planning.clocks),
        "planning": planning,
        "profile_reader": ProfileReader(database, knowledge, clock=now),
        "placements": PlacementService(
            database, knowledge, idempotency, services.releases, executors.placements
        ),
        "executors": executors,
        "acceptance": AcceptanceService(database, knowledge, executors.placements),
        "managed": AdminService(database),
        "audit_log": AuditLogService(database),
        "docs": DocsPage(),
        "problem_types": ProblemTypes(lambda: ContentVocabulary(knowledge.now())),
        "browser": BrowserApp.of(settings.browser_app),
    }


@asynccontextmanager
async def _lifespan(services: AppServices) -> AsyncIterator[None]:
    """Connect, publish, warm up; and let everything end in order."""
    await services.database.open()
    resets = ResetRequests(services.database, services.mail.queue)
    tasks = [
        asyncio.create_task(_publish(services.releases)),
        asyncio.create_task(services.executors.content.run(services.catalog.warm)),
        asyncio.create_task(
            delete_expired_regularly(
                services.database, services.settings.audit_months, services.metrics
            )
        ),
        asyncio.create_task(work_regularly(resets.take_one)),
        asyncio.create_task(work_regularly(services.mail.delivery.send_due)),
        asyncio.create_task(services.metrics.share_regularly(services.executors.content)),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        services.passwords.close()
        services.executors.close()
        await services.database.close()


def _provide(part: object) -> Provide:
    return Provide(lambda: part, sync_to_thread=False)


async def _publish(releases: Releases) -> None:
    """Store the present knowledge; tried again while the database is unavailable."""
    while True:
        try:
            await releases.publish()
        except DatabaseUnavailableError:
            await asyncio.sleep(PUBLISH_RETRY)
        else:
            return
