"""How Hypothesis runs: few examples by default, as many as CAREER_EXAMPLES asks in a longer run.

What it draws follows from a seed, and the seed from the commit (`seeding.py`); `CAREER_SEED`
overrides it. The header of a run names the seed, and a failure says how to repeat it.
"""

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, Phase, is_hypothesis_test, seed, settings
from seeding import VARIABLE, seed_for, seed_of

EXAMPLES = int(os.environ.get("CAREER_EXAMPLES", "100"))
SEED = seed_of(os.environ)
os.environ[VARIABLE] = str(SEED)  # For workers of pytest-xdist and for programs started by tests.

settings.register_profile(
    "career",
    max_examples=EXAMPLES,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile(
    "mutation",  # Whether a fault is found at all: without a smallest example, or an old one.
    settings.get_profile("career"),
    phases=[Phase.explicit, Phase.generate],
    database=None,
)
settings.load_profile("career")


def pytest_report_header() -> str:
    return f"Hypothesis: {VARIABLE}={SEED}, {EXAMPLES} examples"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give every property a seed of its own, unless `--hypothesis-seed` names one for all."""
    if config.getoption("--hypothesis-seed", None) is not None:
        return
    for item in items:
        if isinstance(item, pytest.Function) and is_hypothesis_test(item.function):
            seed(seed_for(SEED, _name_of(item)))(item.function)


def _name_of(item: pytest.Function) -> str:
    return item.nodeid.partition("[")[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed and isinstance(item, pytest.Function) and is_hypothesis_test(item.function):
        again = f"{VARIABLE}={SEED} CAREER_EXAMPLES={EXAMPLES} python -m pytest '{item.nodeid}'"
        report.sections.append(("How to repeat", again))
    return report
