"""Limits, proofs and certificates in words."""

from math import ceil, floor

from api.roadmaps.limit_schemas import CertificateView, LimitView, ProofView
from api.roadmaps.query import RoadmapQuery
from engine import Certificate, Proof, ProofStatus, Roadmap


def limit_view(query: RoadmapQuery, roadmap: Roadmap) -> LimitView | None:
    """The limit that was asked for, and where it leads; None for the whole role."""
    limit, hours = query.limit, query.hours
    if limit.target_readiness is not None:
        text = f"To readiness {limit.target_readiness:g}: {_way(roadmap)}."
    elif hours is not None and not roadmap.items and roadmap.readiness_now < 100:
        text = f"Within {_hours(hours)}: nothing that raises readiness is as short."
    elif hours is not None:
        text = f"Within {_hours(hours)}: {_way(roadmap)}."
    else:
        return None
    day = limit.until_date
    if day is not None:
        text = f"Until {day.isoformat()} there are {_hours(hours or 0)}. {text}"
    return LimitView(
        kind="date" if day else "readiness" if hours is None else "budget",
        hours=None if hours is None else round(hours, 1),
        until_date=None if day is None else day.isoformat(),
        readiness=limit.target_readiness,
        text=text,
    )


def proof_view(query: RoadmapQuery, roadmap: Roadmap) -> ProofView:
    """What is proved of the choice of steps."""
    proof, is_budget = roadmap.proof, query.hours is not None
    is_exact = proof.status is ProofStatus.PROVED and not proof.gap
    if is_exact:
        bound = roadmap.readiness_then if is_budget else round(roadmap.hours.typical, 1)
    else:
        bound = _up(proof.bound) if is_budget else _down(proof.bound)
    return ProofView(
        method="exact" if is_exact else "certified",
        status=proof.status.value,
        bound=bound,
        gap=proof.gap,
        text=_proof_text(query, proof, bound),
    )


WHOLE_ROLE_PROVED = ProofView(
    method="exact",
    status="proved",
    bound=None,
    gap=0.0,
    text="No choice of steps takes fewer hours.",
)


def certificate_view(certificate: Certificate) -> CertificateView:
    """What is proved of the order."""
    gap = certificate.gap
    text = "No valid order raises readiness sooner."
    if gap:
        text = f"No valid order is more than {percent(gap / (1 - gap))} better."
    return CertificateView(method=certificate.method.value, gap=gap, text=text)


def _proof_text(query: RoadmapQuery, proof: Proof, bound: float) -> str:
    points = query.limit.target_readiness
    if query.hours is not None:
        best = f"No plan within {_hours(query.hours)} brings more than {bound:g} points"
    elif points is not None:
        best = f"No plan to readiness {points:g} takes fewer than {bound:g} h"
    elif not proof.gap and proof.status is ProofStatus.PROVED:
        return WHOLE_ROLE_PROVED.text
    else:
        best = f"No choice of steps takes fewer than {bound:g} h"
    if proof.status is ProofStatus.PROVED:
        return f"{best}; this one stays near your old plan." if proof.gap else f"{best}."
    why = (
        "the solver is away"
        if proof.status is ProofStatus.SOLVER_UNAVAILABLE
        else "the time was up"
    )
    return f"{best}; {why}, and this plan may miss the best by {percent(proof.gap)}."


def _way(roadmap: Roadmap) -> str:
    count, now = len(roadmap.items), roadmap.readiness_now
    if not count:
        return f"nothing to learn, you are at {now:g} points already"
    steps = f"{count} {'step' if count == 1 else 'steps'}"
    leads = f"from {now:g} to {roadmap.readiness_then:g} points"
    return f"{steps} in {_hours(roadmap.hours.typical)}, {leads}"


def _hours(hours: float) -> str:
    return f"{round(hours, 1):.10g} h"


def percent(share: float) -> str:
    """Rounded up, so that what is said stays true."""
    return f"{_up(100 * share):g} %"


def _up(value: float) -> float:
    return ceil(value * 10 - 1e-6) / 10


def _down(value: float) -> float:
    return floor(value * 10 + 1e-6) / 10
