"""Every setting, as one value; `__main__` alone reads them from the environment."""

from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from msgspec import Struct

ROOT = Path(__file__).parents[1]
DEFAULT_SECRETS = frozenset({"", "secret", "changeme", "change-me", "development"})
SHORTEST_SECRET = 32


class Settings(Struct, frozen=True):
    """What an operator may decide; each has a default that works locally."""

    host: str
    port: int
    data_dir: Path
    database_url: str | None
    postgres_bin: Path | None
    workers: int
    connections: int
    environment: Literal["local", "production"]
    secrets: tuple[str, ...]
    origins: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    requests_per_minute: int
    signups_per_5_minutes: int
    solver_seconds: int
    browser_app: Path
    content: Path | None

    @property
    def is_encrypted(self) -> bool:
        """Whether the browser app is served over https."""
        return any(origin.startswith("https://") for origin in self.origins)


class SettingError(Exception):
    """A setting that cannot be used; `mend` says what to write instead."""

    def __init__(self, name: str, mend: str) -> None:
        self.name = name
        self.mend = mend
        super().__init__(f"{name}: {mend}")


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises:
        SettingError: One of them cannot be used.
    """
    kind = environment.get("CAREER_ENV", "local")
    if kind not in {"local", "production"}:
        raise SettingError(name="CAREER_ENV", mend="write local or production")
    is_production = kind == "production"
    secrets = tuple(_list(environment, "CAREER_SECRET"))
    if is_production and not secrets:
        raise SettingError(
            name="CAREER_SECRET",
            mend=f"write {SHORTEST_SECRET} or more random characters in production",
        )
    for secret in secrets:
        if len(secret) < SHORTEST_SECRET or secret.lower() in DEFAULT_SECRETS:
            raise SettingError(
                name="CAREER_SECRET", mend=f"write {SHORTEST_SECRET} or more characters"
            )
    proxies = tuple(_list(environment, "CAREER_TRUSTED_PROXIES"))
    for proxy in proxies:
        _check_network(proxy)
    return Settings(
        host=environment.get("CAREER_HOST", "127.0.0.1"),
        port=_number(environment, "CAREER_PORT", 8000, lowest=0, highest=65535),
        data_dir=Path(environment.get("CAREER_DATA_DIR", str(ROOT / ".data"))),
        database_url=_database(environment),
        postgres_bin=_path(environment, "CAREER_POSTGRES_BIN"),
        workers=_number(environment, "CAREER_WORKERS", 1, lowest=1, highest=64),
        connections=_number(environment, "CAREER_CONNECTIONS", 10, lowest=1, highest=100),
        environment="production" if is_production else "local",
        secrets=secrets,
        origins=tuple(_list(environment, "CAREER_ORIGINS")),
        trusted_proxies=proxies,
        requests_per_minute=_number(
            environment,
            "CAREER_REQUESTS_PER_MINUTE",
            600 if is_production else 0,
            lowest=0,
            highest=1_000_000,
        ),
        signups_per_5_minutes=_number(
            environment, "CAREER_SIGNUPS_PER_5_MINUTES", 200, lowest=1, highest=1_000_000
        ),
        solver_seconds=_number(environment, "CAREER_SOLVER_SECONDS", 2, lowest=1, highest=60),
        browser_app=_path(environment, "CAREER_BROWSER_APP") or ROOT / "frontend" / "out",
        content=_path(environment, "CAREER_CONTENT"),
    )


def _list(environment: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in environment.get(name, "").split(",") if part.strip()]


def _database(environment: Mapping[str, str]) -> str | None:
    """The address as asyncpg reads it, whichever driver it was written for."""
    scheme, separator, rest = environment.get("DATABASE_URL", "").partition("://")
    if not separator:
        return None
    if scheme.partition("+")[0] not in {"postgres", "postgresql"}:
        raise SettingError(name="DATABASE_URL", mend="write postgresql://user:password@host/name")
    return f"postgresql://{rest}"


def _path(environment: Mapping[str, str], name: str) -> Path | None:
    value = environment.get(name)
    return Path(value) if value else None


def _number(
    environment: Mapping[str, str], name: str, default: int, *, lowest: int, highest: int
) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal() or not lowest <= int(text) <= highest:
        raise SettingError(name=name, mend=f"write a whole number from {lowest} to {highest}")
    return int(text)


def _check_network(text: str) -> None:
    try:
        ip_network(text)
    except ValueError:
        raise SettingError(
            name="CAREER_TRUSTED_PROXIES",
            mend="write networks such as 10.0.0.0/8, separated by commas",
        ) from None
