"""Ticks of single items."""

from uuid import UUID

from litestar import Controller, Response, patch
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from api.auth.guards import writes
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.errors import DailyQuotaReachedError, NotFoundError, RoadmapArchivedError
from api.http.encoding import encode, encoded, version_tag
from api.http.preconditions import IfMatch
from api.http.problems.table import (
    WITH_ACCOUNT,
    WITH_BODY,
    WITH_VERSION,
    problem_responses,
)
from api.http.request import ApiRequest
from api.progress.schemas import ItemProgressView, ProgressRequest
from api.progress.service import ItemAddress, ProgressService


def item_address(
    request: ApiRequest,
    roadmap_id: FromPath[UUID],
    item_id: FromPath[str],
    if_match: IfMatch = None,
) -> ItemAddress:
    """Which item a request wants to change, and in which version of the roadmap."""
    return ItemAddress(principal_of(request), roadmap_id, item_id, if_match)


class ProgressController(Controller):
    """Progress on the items of stored roadmaps."""

    path = "/api/v1/roadmaps"
    tags = ("roadmaps",)
    security = BEARER

    @patch(
        "/{roadmap_id:uuid}/items/{item_id:str}",
        operation_id="changeRoadmapItem",
        guards=[writes],
        dependencies={"item": Provide(item_address, sync_to_thread=False)},
        responses=problem_responses(
            NotFoundError,
            RoadmapArchivedError,
            DailyQuotaReachedError,
            *WITH_ACCOUNT,
            *WITH_BODY,
            *WITH_VERSION,
        ),
    )
    async def change_item(
        self,
        request: ApiRequest,
        item: NamedDependency[ItemAddress],
        data: JSONBody[ProgressRequest],
        progress: NamedDependency[ProgressService],
    ) -> Response[ItemProgressView]:
        """Tick an item; `done` raises the rating of its skill for every role.

        What is the case already is no change and keeps the version.
        """
        view = await progress.tick(item, data)
        return encoded(
            ItemProgressView,
            encode(view, request.language),
            headers={"etag": version_tag(view.roadmap.version, request.language)},
        )
