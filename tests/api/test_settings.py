"""Settings: each is checked at start, and all that cannot be used is named at once."""

from pathlib import Path

import pytest
from applications import SECRET

from api.settings import SettingsError, read_settings

PRODUCTION = {
    "CAREER_ENV": "production",
    "CAREER_SECRET": SECRET,
    "CAREER_ORIGINS": "https://career.example",
}


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"CAREER_PORT": "http"}, "CAREER_PORT must be a whole number from 0 to 65,535"),
        ({"CAREER_PORT": "70000"}, "CAREER_PORT must be a whole number from 0 to 65,535"),
        ({"CAREER_WORKERS": "0"}, "CAREER_WORKERS must be a whole number from 1 to 64"),
        ({"CAREER_WORKERS": "1.5"}, "CAREER_WORKERS must be a whole number from 1 to 64"),
        (
            {"CAREER_SOLVER_SECONDS": "0"},
            "CAREER_SOLVER_SECONDS must be a whole number from 1 to 60",
        ),
        ({"CAREER_ENV": "staging"}, "CAREER_ENV must be one of: local, production"),
        ({"CAREER_SECRET": "short"}, "CAREER_SECRET must have 32 characters or more"),
        (
            PRODUCTION | {"CAREER_SECRET": "short"},
            "CAREER_SECRET must have 32 characters or more",
        ),
        (
            PRODUCTION | {"CAREER_SECRET": ""},
            "CAREER_SECRET must be set in production, to 32 or more random characters",
        ),
        (
            PRODUCTION | {"CAREER_SECRET": f"{SECRET},{'changeme' * 4}"},
            "CAREER_SECRET must be 32 or more random characters in production, such as "
            "`openssl rand -base64 36` prints",
        ),
        (
            PRODUCTION | {"CAREER_ORIGINS": ""},
            "CAREER_ORIGINS must name in production where the browser app is served from, each "
            "starting with https://",
        ),
        (
            PRODUCTION | {"CAREER_ORIGINS": "https://a.example, http://b.example"},
            "CAREER_ORIGINS must name in production where the browser app is served from, each "
            "starting with https://",
        ),
        (
            PRODUCTION | {"DATABASE_URL": "postgresql://career:career%2Dlocal@db/career"},
            "DATABASE_URL must not have a password that everybody knows; set one of your own for "
            "the user of the database",
        ),
        (
            PRODUCTION | {"CAREER_HOST": "0.0.0.0"},
            "CAREER_METRICS_TOKEN must be set in production when the server listens at 0.0.0.0, "
            "so that only you can read the metrics",
        ),
        (
            {"CAREER_METRICS_TOKEN": "short"},
            "CAREER_METRICS_TOKEN must have 16 characters or more",
        ),
        (
            {"CAREER_LOG_REQUESTS": "perhaps"},
            "CAREER_LOG_REQUESTS must be true or false",
        ),
        (
            {"DATABASE_URL": "mysql://localhost/career"},
            "DATABASE_URL must be an address such as postgresql://user:password@host/name",
        ),
        (
            {"CAREER_TRUSTED_PROXIES": "10.0.0.0/8, everybody"},
            "CAREER_TRUSTED_PROXIES must be networks such as 10.0.0.0/8, separated by commas",
        ),
        (
            {"CAREER_PUBLIC_URL": "career.example"},
            "CAREER_PUBLIC_URL must be an address such as https://career.example.org, "
            "without a path",
        ),
        (
            {"CAREER_PUBLIC_URL": "https://career.example/app?x=1"},
            "CAREER_PUBLIC_URL must be an address such as https://career.example.org, "
            "without a path",
        ),
        (
            {"CAREER_SMTP_HOST": "mx.example", "CAREER_MAIL_SENDER": "Career"},
            "CAREER_MAIL_SENDER must be an email address such as Career <no-reply@example.org>, "
            "because CAREER_SMTP_HOST is set",
        ),
        (
            {"CAREER_SMTP_TLS": "ssl", "CAREER_SMTP_PORT": "0"},
            "CAREER_SMTP_PORT must be a whole number from 1 to 65,535\n"
            "CAREER_SMTP_TLS must be one of: none, starttls, tls",
        ),
        (
            PRODUCTION
            | {
                "CAREER_ORIGINS": "",
                "CAREER_SMTP_HOST": "mx.example",
                "CAREER_MAIL_SENDER": "no-reply@career.example",
            },
            "CAREER_ORIGINS must name in production where the browser app is served from, each "
            "starting with https://\n"
            "CAREER_PUBLIC_URL must be set in production, because CAREER_SMTP_HOST is set and "
            "mails contain links",
        ),
        (
            {"CAREER_PORT": "-1", "CAREER_CONNECTIONS": "101"},
            "CAREER_PORT must be a whole number from 0 to 65,535\n"
            "CAREER_CONNECTIONS must be a whole number from 1 to 100",
        ),
    ],
)
def test_every_setting_that_cannot_be_used_is_named_with_what_it_must_be(
    environment: dict[str, str], message: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(environment)
    assert str(caught.value) == message


def test_settings_are_read_by_their_types() -> None:
    settings = read_settings(
        PRODUCTION
        | {
            "CAREER_PORT": "0",
            "CAREER_HOST": "",
            "CAREER_DATA_DIR": "/data",
            "CAREER_CONTENT": "content",
            "CAREER_ORIGINS": "https://a.example, https://b.example,",
            "CAREER_SECRET": f"{SECRET},{SECRET[::-1]}",
        }
    )
    assert (settings.port, settings.host) == (0, "127.0.0.1")
    assert (settings.data_dir, settings.content) == (Path("/data"), Path("content"))
    assert settings.origins == ("https://a.example", "https://b.example")
    assert settings.secrets == (SECRET, SECRET[::-1])
    assert settings.is_encrypted
    assert (settings.requests_per_minute, settings.log_requests) == (600, True)
    local = read_settings({})
    assert (local.requests_per_minute, local.log_requests) == (0, False)


def test_production_starts_with_settings_of_its_own_behind_a_token() -> None:
    read_settings(PRODUCTION)
    read_settings(PRODUCTION | {"CAREER_HOST": "0.0.0.0", "CAREER_METRICS_TOKEN": SECRET})


@pytest.mark.parametrize(
    ("environment", "links_url"),
    [
        ({}, "http://localhost:8000"),
        ({"CAREER_PORT": "9000"}, "http://localhost:9000"),
        ({"CAREER_ORIGINS": "https://a.example,https://b.example"}, "https://a.example"),
        (
            {"CAREER_ORIGINS": "https://a.example", "CAREER_PUBLIC_URL": "https://c.example/"},
            "https://c.example",
        ),
    ],
)
def test_links_in_mails_lead_where_the_settings_say(
    environment: dict[str, str], links_url: str
) -> None:
    assert read_settings(environment).links_url == links_url


@pytest.mark.parametrize(
    ("environment", "has_outbox"),
    [
        ({}, True),
        (PRODUCTION, False),
        ({"CAREER_SMTP_HOST": "mx", "CAREER_MAIL_SENDER": "a@b.example"}, False),
    ],
)
def test_only_a_local_server_without_a_mail_server_shows_its_mails(
    environment: dict[str, str], *, has_outbox: bool
) -> None:
    assert read_settings(environment).has_outbox is has_outbox


def test_an_address_written_for_another_driver_is_understood() -> None:
    for scheme in ("postgres", "postgresql", "postgresql+asyncpg"):
        settings = read_settings({"DATABASE_URL": f"{scheme}://career@db:5432/career?ssl=disable"})
        assert settings.database_url == "postgresql://career@db:5432/career?ssl=disable"


def test_settings_have_defaults_that_work_locally() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.data_dir.name == ".data"
