"""The profile: what a person can do."""

from litestar import Controller, Response, get, patch, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from api.auth.guards import reads, writes
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.errors import DailyQuotaReachedError, SkillNotFoundError
from api.http.body import RATINGS_BODY
from api.http.encoding import encode, encoded, representation_tag, version_tag
from api.http.etag import NOT_MODIFIED, conditional_response
from api.http.preconditions import IfMatch
from api.http.problems.table import WITH_ACCOUNT, WITH_BODY, WITH_VERSION, problem_responses
from api.http.request import ApiRequest
from api.profiles.schemas import RatingListView, RatingRequest, RatingsRequest, RatingView
from api.profiles.service import ProfileService
from engine import UnknownLevelError, UnknownSkillError


class ProfileController(Controller):
    """Ratings, one or several at once."""

    path = "/api/v1/me/ratings"
    tags = ("profile",)
    security = BEARER

    @get(
        operation_id="listRatings",
        guards=[reads],
        responses=NOT_MODIFIED | problem_responses(*WITH_ACCOUNT),
    )
    async def list_ratings(
        self, request: ApiRequest, profiles: NamedDependency[ProfileService]
    ) -> Response[RatingListView]:
        """The whole profile."""
        ratings = await profiles.read(principal_of(request).user_id)
        body = encode(ratings.view)
        etag = representation_tag(ratings.version, body)
        headers = {"etag": etag, "cache-control": "private, no-cache"}
        return conditional_response(RatingListView, request, body, headers)

    @put(
        "/{skill:str}",
        operation_id="rateSkill",
        guards=[writes],
        responses=problem_responses(
            SkillNotFoundError,
            UnknownLevelError,
            DailyQuotaReachedError,
            *WITH_ACCOUNT,
            *WITH_BODY,
        ),
    )
    async def rate_skill(
        self,
        request: ApiRequest,
        skill: FromPath[str],
        data: JSONBody[RatingRequest],
        profiles: NamedDependency[ProfileService],
    ) -> RatingView:
        """Rate one skill; the latest rating counts, and every earlier one is stored as an event."""
        return await profiles.rate(principal_of(request).user_id, skill, data.level)

    @patch(
        operation_id="rateSkills",
        request_max_body_size=RATINGS_BODY,
        guards=[writes],
        responses=problem_responses(
            UnknownSkillError,
            UnknownLevelError,
            DailyQuotaReachedError,
            *WITH_ACCOUNT,
            *WITH_BODY,
            *WITH_VERSION,
        ),
    )
    async def rate_skills(
        self,
        request: ApiRequest,
        data: JSONBody[RatingsRequest],
        profiles: NamedDependency[ProfileService],
        if_match: IfMatch = None,
    ) -> Response[RatingListView]:
        """Rate several skills at once, all or none, on the profile as it was read."""
        ratings = await profiles.rate_all(principal_of(request).user_id, data, if_match)
        return encoded(
            RatingListView,
            encode(ratings.view),
            headers={"etag": version_tag(ratings.version), "cache-control": "private, no-cache"},
        )
