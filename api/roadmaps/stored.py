"""Roadmaps as they are kept, those from before something new was said of them among them."""

import msgspec

from api.roadmaps.limit_schemas import CertificateView, LimitView, ProofView
from api.roadmaps.proofs import WHOLE_ROLE_PROVED
from api.roadmaps.schemas import RoadmapResult

NO_CERTIFICATE = CertificateView(
    method="unknown",
    gap=1.0,
    text="This roadmap was made before orders were proved; plan it anew to know.",
)


class StoredRoadmapResult(RoadmapResult, frozen=True, kw_only=True, rename="camel"):
    """A kept result; what it does not say is filled with what is true of such roadmaps.

    Before there were limits, the steps were always proved to be the fewest hours.
    """

    limit: LimitView | None = None
    selection: ProofView = WHOLE_ROLE_PROVED
    order: CertificateView = NO_CERTIFICATE


def read_stored_roadmap(text: str) -> RoadmapResult:
    """Read a result back."""
    return msgspec.json.decode(text, type=StoredRoadmapResult)
