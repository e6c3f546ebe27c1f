"""`python -m api doctor`: what is wrong with an installation, and what to do about it."""

import sys
from argparse import ArgumentParser
from typing import Literal

import msgspec
from msgspec import Struct

from api.process.database_checks import check_database
from api.process.health_check import HealthCheck
from api.process.installation_checks import (
    check_disk,
    check_knowledge,
    check_mail,
    check_proxy,
    check_settings,
)
from api.process.invocation import Invocation
from api.settings import examine_settings

MARKS = {"ok": "ok     ", "notice": "notice ", "fault": "FAULT  "}


class Diagnosis(Struct, frozen=True):
    """What all checks found; `status` is the worst of it."""

    status: Literal["ok", "fault"]
    checks: tuple[HealthCheck, ...]

    @classmethod
    def of(cls, checks: tuple[HealthCheck, ...]) -> "Diagnosis":
        """Notices do not count."""
        has_fault = any(check.status == "fault" for check in checks)
        return cls("fault" if has_fault else "ok", checks)


def doctor(invocation: Invocation) -> int:
    """Run every check and print what it says; returns 0 where nothing is wrong, else 1."""
    parser = ArgumentParser(prog="python -m api doctor")
    parser.add_argument("--format", choices=("json", "text"), default="text")
    options = parser.parse_args(invocation.arguments)
    found = diagnose(invocation)
    said = msgspec.json.encode(found) + b"\n" if options.format == "json" else _said(found)
    sys.stdout.buffer.write(said)
    return 0 if found.status == "ok" else 1


def diagnose(invocation: Invocation) -> Diagnosis:
    """Run every check; none of them changes anything."""
    settings, clocks = invocation.settings, invocation.clocks
    knowledge, found = check_knowledge(settings)
    return Diagnosis.of(
        (
            check_settings(examine_settings(invocation.environment).faults),
            *check_database(settings, clocks, knowledge),
            found,
            check_mail(settings),
            check_proxy(settings),
            check_disk(settings),
        )
    )


def _said(found: Diagnosis) -> bytes:
    lines = []
    for check in found.checks:
        lines.append(f"{MARKS[check.status]}{check.check}: {check.detail}\n")
        if check.fix:
            lines.append(f"       → {check.fix}\n")
    return "".join(lines).encode()
