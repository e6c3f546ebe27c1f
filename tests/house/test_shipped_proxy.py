"""The web server of the compose file: what it sends, passes on and keeps to itself.

Its configuration is read here and not run: no nginx is at hand.
"""

import re
import subprocess
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from applications import real_clocks, started, transport_of
from msgspec.structs import replace
from small_content import whole_content, write_content

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.http.body import RATINGS_BODY
from api.settings import Settings, SettingsError, read_settings
from knowledge import Library

ROOT = Path(__file__).resolve().parents[2]
NGINX = re.sub(r"#.*", "", (ROOT / "frontend" / "nginx.conf").read_text(encoding="utf-8"))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "frontend" / "Dockerfile").read_text(encoding="utf-8")
PAGES = {
    "index.html": "<html><script>self.a = 1</script><script src='/_next/static/a.js'></script>",
    "roles/index.html": "<html><script>self.b = 2</script>",
    "404.html": "<html><script>self.c = 3</script>",
    "icon.svg": "<svg/>",
    "_next/static/a.js": "1",
}
BACKEND = "~ ^/(api|problems)(/|$)"
OWN_ONLY = {"etag", "content-length", "content-type", "x-request-id", "vary"}
"""What both send, each in its own way (`gzip_vary`)."""


def block(name: str) -> str:
    found = re.search(rf"location {re.escape(name)} {{(.*?)\n  }}", NGINX, re.DOTALL)
    assert found is not None, name
    return found[1]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    for name, text in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nginx")
    command = [sys.executable, "-m", "api", "nginx", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env={"CAREER_BROWSER_APP": str(export)}, check=False)
    assert done.returncode == 0
    return folder


class Maps:
    """The variables of `pages.conf`, looked up as nginx does: exact texts before patterns."""

    def __init__(self, text: str) -> None:
        self._maps: dict[str, list[tuple[str, str]]] = {
            name: re.findall(r'^\s+"?([^"\s]+)"? "(.*)";$', body, re.MULTILINE)
            for name, body in re.findall(r"map \$\w+ (\$\w+) {\n(.*?)\n}", text, re.DOTALL)
        }

    def value(self, variable: str, key: str) -> str:
        entries = dict(self._maps[variable])
        if key in entries:
            return entries[key]
        patterns = [(k[1:], v) for k, v in entries.items() if k.startswith("~")]
        return next((v for k, v in patterns if re.search(k, key)), entries["default"])


def nginx_headers(made: Path, uri: str, *, scheme: str) -> dict[str, str]:
    """What the configuration sends with the file that a request ends at."""
    maps = Maps((made / "pages.conf").read_text(encoding="utf-8"))
    found = {}
    for name, value in re.findall(
        r'add_header (\S+) "(.*)" always;', (made / "headers.inc").read_text(encoding="utf-8")
    ):
        key = scheme if value == "$career_hsts" else uri
        said = maps.value(value, key) if value.startswith("$") else value
        if said:
            found[name] = said
    return found


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_every_file_has_the_headers_that_our_own_server_sends(
    made: Path, export: Path, tmp_path: Path, scheme: str
) -> None:
    library = Library.load(write_content(tmp_path, whole_content()))
    settings: Settings = replace(
        read_settings({}),
        secrets=("x" * 32,),
        browser_app=export,
        origins=(f"{scheme}://career.example",),
    )
    application = create_app(settings, CurrentKnowledge(Knowledge(library)), clocks=real_clocks())
    asked = {"/": "/index.html", "/roles/": "/roles/index.html", "/nowhere": "/404.html"}
    asked |= {"/icon.svg": "/icon.svg", "/_next/static/a.js": "/_next/static/a.js"}
    async with (
        started(application),
        httpx.AsyncClient(
            transport=transport_of(application), base_url="http://testserver"
        ) as client,
    ):
        for path, uri in asked.items():
            own = dict((await client.get(path)).headers)
            expected = {name: text for name, text in own.items() if name not in OWN_ONLY}
            assert nginx_headers(made, uri, scheme=scheme) == expected, path
    assert "sha256-" in nginx_headers(made, "/404.html", scheme=scheme)["content-security-policy"]


def test_the_headers_are_on_every_file_and_on_nothing_of_the_backend() -> None:
    assert "include /etc/nginx/headers.inc;" in block("/")
    outside = re.sub(r"location .*?\n  }", "", NGINX, flags=re.DOTALL)
    assert "add_header" not in outside + block(BACKEND)
    assert "/headers/pages.conf /etc/nginx/conf.d/pages.conf" in DOCKERFILE
    assert "/headers/headers.inc /etc/nginx/headers.inc" in DOCKERFILE


def test_what_a_client_claims_about_its_address_is_overwritten() -> None:
    passed = dict(re.findall(r"proxy_set_header (\S+) (\S+);", block(BACKEND)))
    assert passed["X-Forwarded-For"] == "$remote_addr"
    assert passed["Forwarded"] == passed["X-Real-IP"] == '""'


def test_metrics_are_not_passed_on() -> None:
    assert "return 404;" in block("^~ /api/v1/metrics")
    assert "location /metrics" not in NGINX


def test_bodies_are_as_large_as_the_backend_takes_and_files_are_compressed() -> None:
    assert re.findall(r"client_max_body_size (\w+);", NGINX) == [f"{RATINGS_BODY // 1024}k"]
    assert "gzip_static on;" in NGINX
    assert "gzip_vary on;" in NGINX
    assert "gzip --keep" in DOCKERFILE


def test_the_backend_trusts_the_web_server_alone_and_listens_to_this_machine_alone() -> None:
    services = COMPOSE["services"]
    web = ip_address(services["frontend"]["networks"]["default"]["ipv4_address"])
    (network,) = COMPOSE["networks"]["default"]["ipam"]["config"]
    assert web in ip_network(network["subnet"])
    told = services["backend"]["environment"]
    assert told["CAREER_TRUSTED_PROXIES"] == f"${{CAREER_TRUSTED_PROXIES:-{web}}}"
    assert services["backend"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "CAREER_METRICS_TOKEN" in told
    assert "ports" not in services["db"]


def test_in_production_the_compose_file_needs_secrets_of_its_own() -> None:
    told = COMPOSE["services"]["backend"]["environment"]
    given = {name: re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text) for name, text in told.items()}
    given |= {"CAREER_ENV": "production", "CAREER_HOST": "0.0.0.0"}
    with pytest.raises(SettingsError) as refused:
        read_settings(given)
    assert set(refused.value.faults) == {
        "CAREER_SECRET",
        "CAREER_ORIGINS",
        "CAREER_METRICS_TOKEN",
        "DATABASE_URL",
    }
