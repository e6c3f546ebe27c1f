"""Checks that need no database: settings, knowledge, mail, proxies and disk."""

import shutil
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path

from api.messages.text import Text
from api.process.health_check import HealthCheck
from api.settings import Settings
from knowledge import BUNDLED_CONTENT, BrokenKnowledgeError, Library

LEAST_FREE = 500_000_000
"""Below that, a database soon stops writing [bytes]."""
LEAST_SHARE = 0.05


def check_settings(faults: Mapping[str, Text]) -> HealthCheck:
    """Whether every setting can be used."""
    if not faults:
        return HealthCheck.ok("settings", "all of them can be used")
    named = "; ".join(f"{name} {text.say()}" for name, text in faults.items())
    return HealthCheck.fault("settings", named, "Set these variables; README.md lists all of them.")


def check_knowledge(settings: Settings) -> tuple[Library | None, HealthCheck]:
    """Whether the content loads; the library, where it does."""
    folder = settings.content or BUNDLED_CONTENT
    try:
        library = Library.load(folder)
    except BrokenKnowledgeError as error:
        first = str(error).splitlines()[0]
        return None, HealthCheck.fault(
            "knowledge",
            f"the content in {folder} has errors: {first}",
            f"Run `python -m knowledge check {folder}` and correct what it lists.",
        )
    except OSError as error:
        return None, HealthCheck.fault(
            "knowledge",
            f"the content in {folder} cannot be read: {error.strerror}",
            "Set CAREER_CONTENT to the folder of the content, or leave it out.",
        )
    count = len(library.roles)
    return library, HealthCheck.ok("knowledge", f"version {library.version} loads, {count} roles")


def check_mail(settings: Settings) -> HealthCheck:
    """Whether mails can be sent, as far as the settings tell."""
    host = settings.smtp_host
    if host is not None:
        return HealthCheck.ok("mail", f"mails are sent by {host}")
    fix = "Set CAREER_SMTP_HOST and CAREER_MAIL_SENDER."
    if settings.environment == "production":
        return HealthCheck.fault("mail", "no mail can be sent, so no password can be reset", fix)
    return HealthCheck.notice("mail", "mails are shown in the browser instead of being sent", fix)


def check_proxy(settings: Settings) -> HealthCheck:
    """Whether addresses of clients are taken from a proxy in front, and from nothing else."""
    widest = [text for text in settings.trusted_proxies if _is_everybody(text)]
    if widest:
        return HealthCheck.fault(
            "proxy",
            f"CAREER_TRUSTED_PROXIES contains {widest[0]}: any client can claim any address",
            "Name only the networks your proxies send from.",
        )
    if settings.is_encrypted and not settings.trusted_proxies:
        return HealthCheck.fault(
            "proxy",
            "the app is served over https, so a proxy stands in front, but none is trusted: "
            "all clients share its address and its limits",
            "Set CAREER_TRUSTED_PROXIES to the network of the proxy, and let it set "
            "X-Forwarded-For to the address of the client.",
        )
    if settings.trusted_proxies:
        named = ", ".join(settings.trusted_proxies)
        return HealthCheck.ok("proxy", f"X-Forwarded-For is read from {named}")
    return HealthCheck.ok("proxy", "clients connect directly; X-Forwarded-For is ignored")


def check_disk(settings: Settings) -> HealthCheck:
    """Whether there is space left where data is stored."""
    folder = _nearest(settings.data_dir)
    usage = shutil.disk_usage(folder)
    free = f"{usage.free / 1e9:.1f} GB of {usage.total / 1e9:.1f} GB are free in {folder}"
    if usage.free < max(LEAST_FREE, LEAST_SHARE * usage.total):
        return HealthCheck.fault("disk", free, "Make room, or set CAREER_DATA_DIR to another disk.")
    return HealthCheck.ok("disk", free)


def _is_everybody(text: str) -> bool:
    return ip_network(text).prefixlen == 0


def _nearest(path: Path) -> Path:
    """The path, or the folder above it that exists."""
    return next(step for step in (path.absolute(), *path.absolute().parents) if step.exists())
