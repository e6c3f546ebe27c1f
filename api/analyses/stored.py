"""Analyses as they are kept, those from before readiness had an interval among them."""

import msgspec

from api.analyses.schemas import AnalysisResult, ReadinessView


class StoredReadiness(ReadinessView, frozen=True, kw_only=True, rename="camel"):
    """A kept readiness; without an interval of its own it has the one that is always true."""

    low: float = 0.0
    high: float = 100.0
    coverage: float = 0.0


class StoredAnalysisResult(AnalysisResult, frozen=True, kw_only=True, rename="camel"):
    """A kept result."""

    readiness: StoredReadiness


def read_stored_analysis(text: str) -> AnalysisResult:
    """Read a result back."""
    return msgspec.json.decode(text, type=StoredAnalysisResult)
