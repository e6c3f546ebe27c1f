"""How Hypothesis runs: few examples by default, as many as CAREER_EXAMPLES asks in a longer run."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("CAREER_EXAMPLES", "100"))

settings.register_profile(
    "career",
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == 100,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("career")
