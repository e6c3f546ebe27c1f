"""What is proved about a plan, and what it does within its limit."""

from math import ceil, floor

from api.messages.text import Text
from api.plans.planning import RoadmapQuery
from api.plans.schemas import CertificateView, LimitView, ProofView
from engine import PREFERENCE_HOURS, Certificate, Message, ProofStatus, Roadmap

WHOLE_ROLE_PROVED = ProofView(
    method="exact",
    status="proved",
    bound=None,
    gap=0.0,
    text=Text("proof.whole-role"),
)


def limit_view(query: RoadmapQuery, roadmap: Roadmap) -> LimitView | None:
    """The limit of the request and what the plan does within it; None for the whole role."""
    limit, hours = query.limit, query.hours
    if not limit.names:
        return None
    day = None if limit.until_date is None else limit.until_date.isoformat()
    return LimitView(
        kind="date" if day else "readiness" if hours is None else "budget",
        hours=None if hours is None else round(hours, 1),
        until_date=day,
        readiness=limit.target_readiness,
        text=_limit_text(query, roadmap),
    )


def _limit_text(query: RoadmapQuery, roadmap: Roadmap) -> Text:
    target, day = query.limit.target_readiness, query.limit.until_date
    values = {
        "steps": len(roadmap.items),
        "effort": round(roadmap.hours.typical, 1),
        "now": roadmap.readiness_now,
        "then": roadmap.readiness_then,
    }
    if target is not None:
        return Text("limit.readiness", target=_up(target, places=2), **values)
    hours = round(query.hours or 0, 1)
    plan = Message("limit.plan", values)
    if not roadmap.items and roadmap.readiness_now < 100:
        plan = Message("limit.too-short")
    if day is not None:
        return Text("limit.date", hours=hours, date=day.isoformat(), plan=plan)
    return Text("limit.budget", hours=hours, plan=plan)


def proof_view(query: RoadmapQuery, roadmap: Roadmap) -> ProofView:
    """What is proved about the choice of steps."""
    proof, is_budget = roadmap.proof, query.hours is not None
    is_exact = proof.status is ProofStatus.PROVED and not proof.gap
    if is_exact and proof.is_by_preference:
        bound = round(_shortest_hours(roadmap), 1)
    elif is_exact:
        bound = roadmap.readiness_then if is_budget else round(roadmap.hours.typical, 1)
    else:
        bound = _up(proof.bound) if is_budget else _down(proof.bound)
    return ProofView(
        method="exact" if is_exact else "certified",
        status=proof.status.value,
        bound=bound,
        gap=proof.gap,
        text=_proof_text(query, roadmap, bound),
    )


def _shortest_hours(roadmap: Roadmap) -> float:
    """Hours of the plan without recommendations [h]."""
    extra = max((made.preference_hours for made in roadmap.choices), default=0.0)
    return roadmap.hours.typical - extra


def _proof_text(query: RoadmapQuery, roadmap: Roadmap, bound: float) -> Text:
    proof, target = roadmap.proof, query.limit.target_readiness
    if query.hours is not None:
        best = Message("proof.budget", {"hours": round(query.hours, 1), "points": bound})
    elif target is not None and roadmap.items:
        best = Message("proof.readiness", {"target": _up(target, places=2), "hours": bound})
    elif proof.is_by_preference:
        best = _by_preference(roadmap, bound)
    elif proof.status is ProofStatus.PROVED and not proof.gap:
        return WHOLE_ROLE_PROVED.text
    else:
        best = Message("proof.hours", {"hours": bound})
    if proof.status is ProofStatus.PROVED:
        return Text("proof.near-previous", best=best) if proof.gap else Text.of(best)
    code = "proof.time-limit"
    if proof.status is ProofStatus.SOLVER_UNAVAILABLE:
        code = "proof.solver-unavailable"
    return Text.of(Message(code, {"best": best, "percent": percent(proof.gap)}))


def _by_preference(roadmap: Roadmap, bound: float) -> Message:
    """What is proved where less recommended options add hours."""
    proof, added = roadmap.proof, round(PREFERENCE_HOURS)
    if proof.status is ProofStatus.PROVED and not proof.gap:
        return Message("proof.preferred", {"added": added, "hours": bound})
    return Message("proof.preferred-bound", {"added": added, "hours": bound})


def certificate_view(certificate: Certificate) -> CertificateView:
    """What is proved about the order."""
    gap = certificate.gap
    text = Text("order.best")
    if gap:
        text = Text("order.gap", percent=percent(gap / (1 - gap)))
    return CertificateView(method=certificate.method.value, gap=gap, text=text)


def percent(share: float) -> float:
    """Rounded up, so that the statement stays true [%]."""
    return _up(100 * share)


def _up(value: float, *, places: int = 1) -> float:
    scale = float(10**places)
    return ceil(value * scale - 1e-6) / scale


def _down(value: float) -> float:
    return floor(value * 10 + 1e-6) / 10
