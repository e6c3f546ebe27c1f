"""Liveness and readiness over the wire."""

from typing import Literal

from api.wire import OutputStruct


class LiveView(OutputStruct, frozen=True):
    """The process answers."""

    status: Literal["live"]


class ReadyView(OutputStruct, frozen=True):
    """The process answers, and so does its database."""

    status: Literal["ready"]
    knowledge_version: str
