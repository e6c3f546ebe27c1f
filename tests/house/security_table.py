"""Writes docs/security.md from `tests/security_rows.yaml`: what must hold, and what shows it."""

from pathlib import Path
from typing import Literal

import msgspec
import yaml

ROOT = Path(__file__).resolve().parents[2]
ROWS = ROOT / "tests" / "security_rows.yaml"
TABLE = ROOT / "docs" / "security.md"

MUST_HOLD = {
    "A1": "No one does what they may not, and other people's things look like missing ones",
    "A2": "No forged token is accepted",
    "A3": "A refresh token has one successor, and a copied one ends its session",
    "A4": "Log-out, revocation and a new password act everywhere",
    "A5": "A log-in does not say whether an account exists",
    "A6": "Guessing passwords is slowed down, and the owner is not locked out",
    "A7": "Passwords are hard to guess and stored as slow hashes",
    "A9": "Another site's page cannot act for a person",
    "A10": "API tokens are stored as hashes, limited and ended with what they came from",
    "A11": "A body changes only what it may",
    "A12": "Text from people cannot redirect, execute or forge a log line",
    "A13": "Links in mails work once, for one purpose and a short time",
    "A14": "What was done to an account is recorded, and the record stays",
    "A15": "Single sign-on accepts no forged answer",
    "A16": "No one can grow a table without bound",
    "R1": "No acknowledged write is lost",
    "R2": "Without a database the program says so, and the rest works",
    "R3": "A restart fails no request",
    "R5": "Migrations go both ways and hold up no one",
    "R6": "A backup restores everything",
    "R7": "A repeated request has one effect",
    "R8": "Writers who meet lose no change",
    "R9": "Bad content never goes live",
    "R10": "A response never mixes two versions of the content",
    "R11": "No input makes a fault of ours",
    "R12": "Slow and huge requests hold up no one",
    "R13": "Expensive requests hold up no one",
    "R14": "What is lost comes back soon",
    "R15": "Deleting an account goes well beside any other request",
    "R16": "One port and one folder belong to one server",
    "R17": "A cluster survives the loss of a part",
    "P1": "A person can take everything along, and nothing stays behind",
    "P2": "Every stored value has a purpose and an end",
    "P3": "No cache shows a person's data to another",
}


class Shown(msgspec.Struct, forbid_unknown_fields=True):
    """What shows one row: a test, what it asks for and what it found."""

    row: str
    what: str
    test: str
    target: str
    measured: str
    size: Literal["C", "N"]


def shown() -> list[Shown]:
    """What the file of rows says."""
    return msgspec.convert(yaml.safe_load(ROWS.read_text(encoding="utf-8")), list[Shown])


def table() -> str:
    """The page."""
    found = shown()
    lines = [
        "# What must hold, and what shows it",
        "",
        "Generated from `tests/security_rows.yaml` by `PYTHONPATH=tests python -m "
        "house.security_table`; a test keeps both together.",
        "C runs on every change, N in a longer run. Rows that nothing shows yet say so.",
        "",
        "| row | what must hold | shown by | target | measured | size |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row, meaning in MUST_HOLD.items():
        entries = [entry for entry in found if entry.row == row]
        if not entries:
            lines.append(f"| {row} | {meaning} | not shown yet | | | |")
        lines += [
            f"| {row} | {meaning} | {entry.what} `{entry.test}` | {entry.target} | "
            f"{entry.measured} | {entry.size} |"
            for entry in entries
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
