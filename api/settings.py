"""Every setting, as one value; `__main__` alone reads them from the environment."""

from collections.abc import Mapping
from email.utils import parseaddr
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec import Meta, Struct, field, inspect
from msgspec.structs import FieldInfo, fields

from api.messages.requirements import accepts, alternatives, requirement
from api.messages.text import Text


class StartError(Exception):
    """The program cannot start; the text says why, and what an operator can do about it."""


ROOT = Path(__file__).parents[1]
SECRET_LENGTH = 32
PRODUCTION_DEFAULTS: Mapping[str, str] = {
    "CAREER_REQUESTS_PER_MINUTE": "600",
    "CAREER_LOG_REQUESTS": "true",
}
"""What is other than locally where nothing is said."""
FEWEST_CHARACTERS = 8
"""Different ones in a secret; a random one of digits alone has ten."""
KNOWN_PASSWORDS = frozenset({"career-local", "career", "postgres", "password"})
"""Passwords of databases that everybody knows; the first is the compose file's."""
Secret = Annotated[str, Meta(min_length=SECRET_LENGTH)]
UpToMillion = Annotated[int, Meta(ge=0, le=1_000_000)]


class Settings(Struct, frozen=True, kw_only=True):
    """What an operator may decide; each setting has a default that works locally.

    The names are those of the environment variables; the README says what each of them means.
    """

    host: str = field(default="127.0.0.1", name="CAREER_HOST")
    port: Annotated[int, Meta(ge=0, le=65535)] = field(default=8000, name="CAREER_PORT")
    data_dir: Path = field(default=ROOT / ".data", name="CAREER_DATA_DIR")
    database_url: str | None = field(default=None, name="DATABASE_URL")
    postgres_bin: Path | None = field(default=None, name="CAREER_POSTGRES_BIN")
    workers: Annotated[int, Meta(ge=1, le=64)] = field(default=1, name="CAREER_WORKERS")
    connections: Annotated[int, Meta(ge=1, le=100)] = field(default=10, name="CAREER_CONNECTIONS")
    environment: Literal["local", "production"] = field(default="local", name="CAREER_ENV")
    secrets: tuple[Secret, ...] = field(default=(), name="CAREER_SECRET")
    origins: tuple[str, ...] = field(default=(), name="CAREER_ORIGINS")
    trusted_proxies: tuple[str, ...] = field(default=(), name="CAREER_TRUSTED_PROXIES")
    metrics_token: Annotated[str, Meta(min_length=16)] | None = field(
        default=None, name="CAREER_METRICS_TOKEN"
    )
    metrics_dir: Path | None = field(default=None, name="CAREER_METRICS_DIR")
    log_requests: bool = field(default=False, name="CAREER_LOG_REQUESTS")
    requests_per_minute: UpToMillion = field(default=0, name="CAREER_REQUESTS_PER_MINUTE")
    signups_per_5_minutes: Annotated[int, Meta(ge=1, le=1_000_000)] = field(
        default=200, name="CAREER_SIGNUPS_PER_5_MINUTES"
    )
    public_url: str | None = field(default=None, name="CAREER_PUBLIC_URL")
    smtp_host: str | None = field(default=None, name="CAREER_SMTP_HOST")
    smtp_port: Annotated[int, Meta(ge=1, le=65535)] | None = field(
        default=None, name="CAREER_SMTP_PORT"
    )
    smtp_user: str | None = field(default=None, name="CAREER_SMTP_USER")
    smtp_password: str | None = field(default=None, name="CAREER_SMTP_PASSWORD")
    smtp_tls: Literal["starttls", "tls", "none"] = field(default="starttls", name="CAREER_SMTP_TLS")
    mail_sender: str | None = field(default=None, name="CAREER_MAIL_SENDER")
    solver_seconds: Annotated[int, Meta(ge=1, le=60)] = field(
        default=2, name="CAREER_SOLVER_SECONDS"
    )
    audit_months: Annotated[int, Meta(ge=6, le=120)] = field(default=24, name="CAREER_AUDIT_MONTHS")
    browser_app: Path = field(default=ROOT / "frontend" / "out", name="CAREER_BROWSER_APP")
    content: Path | None = field(default=None, name="CAREER_CONTENT")

    @property
    def is_encrypted(self) -> bool:
        """Whether the browser app is served over https."""
        return any(origin.startswith("https://") for origin in self.origins)

    @property
    def has_outbox(self) -> bool:
        """Whether mails are shown in the browser instead of being sent."""
        return self.environment == "local" and self.smtp_host is None

    @property
    def links_url(self) -> str:
        """Where the links in mails lead: never where a request says that it was sent to."""
        first = next(iter(self.origins), f"http://localhost:{self.port}")
        return (self.public_url or first).rstrip("/")


class SettingsError(Exception):
    """Settings that cannot be used: for each variable, what it must be."""

    def __init__(self, faults: Mapping[str, Text]) -> None:
        self.faults = dict(faults)
        super().__init__("\n".join(f"{name} {text.say()}" for name, text in faults.items()))


class ExaminedSettings(Struct, frozen=True):
    """The settings as far as they can be used, and for each other variable what it must be."""

    settings: Settings
    faults: Mapping[str, Text]


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings; a variable that is empty counts as not set.

    Raises:
        SettingsError: Some of them cannot be used; all of those are named.
    """
    examined = examine_settings(environment)
    if examined.faults:
        raise SettingsError(examined.faults)
    return examined.settings


def examine_settings(environment: Mapping[str, str]) -> ExaminedSettings:
    """Read the settings as far as they can be used; the rest keeps its defaults."""
    given = {name: value for name, value in environment.items() if value}
    if given.get("CAREER_ENV") == "production":
        given = {**PRODUCTION_DEFAULTS, **given}
    values: dict[str, Any] = {}
    faults: dict[str, Text] = {}
    for setting in fields(Settings):
        name = setting.encode_name
        try:
            if name in given:
                values[setting.name] = _convert(setting, given[name])
        except msgspec.ValidationError:
            faults[name] = _required(setting, given[name])
    settings = Settings(**values)
    faults = _faults(settings) | faults
    url = _asyncpg_url(settings.database_url)
    return ExaminedSettings(msgspec.structs.replace(settings, database_url=url), faults)


def _convert(setting: FieldInfo, text: str) -> object:
    value: object = text
    if get_origin(setting.type) is tuple:
        value = _parts(text)
    if setting.type in (Path, Path | None):
        return Path(text)
    return msgspec.convert(value, setting.type, strict=False)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _required(setting: FieldInfo, text: str) -> Text:
    """What a variable must be; of a list, what the first of its parts must be that is not."""
    kind = alternatives(inspect.type_info(setting.type))[0].kind
    if not isinstance(kind, inspect.VarTupleType):
        return requirement(kind, text)
    item = alternatives(kind.item_type)[0].kind
    return requirement(item, next(part for part in _parts(text) if not accepts(item, part)))


def _faults(settings: Settings) -> dict[str, Text]:
    """What the bounds of single values cannot say."""
    faults: dict[str, Text] = {}
    if settings.environment == "production":
        faults |= _production_faults(settings)
    if settings.database_url is not None and not _asyncpg_url(settings.database_url):
        faults["DATABASE_URL"] = Text("setting.database-url")
    if not all(map(_is_network, settings.trusted_proxies)):
        faults["CAREER_TRUSTED_PROXIES"] = Text("setting.networks")
    if settings.public_url is not None and not _is_site(settings.public_url):
        faults["CAREER_PUBLIC_URL"] = Text("setting.public-url")
    return faults | _mail_faults(settings)


def _mail_faults(settings: Settings) -> dict[str, Text]:
    """What a mail server needs beside its own address."""
    faults: dict[str, Text] = {}
    if settings.smtp_host is not None:
        if "@" not in parseaddr(settings.mail_sender or "")[1]:
            faults["CAREER_MAIL_SENDER"] = Text("setting.mail-sender")
        is_known = settings.public_url or settings.origins
        if settings.environment == "production" and not is_known:
            faults["CAREER_PUBLIC_URL"] = Text("setting.public-url-missing")
    return faults


def _production_faults(settings: Settings) -> dict[str, Text]:
    """What may be so on a machine of one's own, and not where others come."""
    faults: dict[str, Text] = {}
    if not settings.secrets:
        faults["CAREER_SECRET"] = Text("setting.secret-missing", n=SECRET_LENGTH)
    elif any(len(set(secret)) < FEWEST_CHARACTERS for secret in settings.secrets):
        faults["CAREER_SECRET"] = Text("setting.secret-weak", n=SECRET_LENGTH)
    is_https = [origin.startswith("https://") for origin in settings.origins]
    if not is_https or not all(is_https):
        faults["CAREER_ORIGINS"] = Text("setting.origins-https")
    if _password_of(settings.database_url) in KNOWN_PASSWORDS:
        faults["DATABASE_URL"] = Text("setting.database-password")
    if settings.metrics_token is None and not _is_loopback(settings.host):
        faults["CAREER_METRICS_TOKEN"] = Text("setting.metrics-open", host=settings.host)
    return faults


def _password_of(url: str | None) -> str:
    try:
        return unquote(urlsplit(url or "").password or "")
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_site(text: str) -> bool:
    """Whether it is the address of a site, without anything after its host and port."""
    try:
        parts = urlsplit(text)
        rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(rest)
    except ValueError:
        return False


def _asyncpg_url(url: str | None) -> str | None:
    """The address as asyncpg reads it, whichever driver it was written for; None for another."""
    scheme, separator, rest = (url or "").partition("://")
    if not separator or scheme.partition("+")[0] not in {"postgres", "postgresql"}:
        return None
    return f"postgresql://{rest}"


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True
