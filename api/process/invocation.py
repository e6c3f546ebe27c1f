"""What a command of `python -m api` is called with."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from api.clocks import Clocks
from api.process.draining import AsgiApp
from api.settings import Settings


class Invocation(Struct, frozen=True):
    """The settings, the environment they came from, the clocks, and the command's arguments."""

    settings: Settings
    environment: Mapping[str, str]
    clocks: Clocks
    arguments: tuple[str, ...]
    load: Callable[[Settings], Callable[[Settings], AsgiApp]]
    """Loads the application and the knowledge, which takes long; the result puts them together."""
