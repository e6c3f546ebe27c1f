"""The clocks of the process, handed on as a value; tests bring their own."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct


class Clocks(Struct, frozen=True):
    """`now` is the time; `stopwatch` counts seconds from any start and never goes back."""

    now: Callable[[], datetime]
    stopwatch: Callable[[], float]
