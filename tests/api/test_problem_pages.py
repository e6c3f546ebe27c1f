"""Every type of problem opens a page that explains it."""

import base64
import re
from hashlib import sha256

import httpx
import pytest
from people import problem

from api.http.documentation.problem_examples import PROBLEM_EXAMPLES
from api.http.documentation.problem_pages import PAGES
from api.http.problems.table import TABLE, described

SLUGS = sorted({row.slug for row in TABLE.values()})
TAGS = re.compile(r"<[^>]+>")


def test_every_type_has_one_example() -> None:
    assert sorted(PAGES) == SLUGS
    assert len(PROBLEM_EXAMPLES) == len(PAGES)


@pytest.mark.parametrize("slug", SLUGS)
async def test_a_type_opens_a_page_that_says_what_happened_and_what_to_do(
    client: httpx.AsyncClient, slug: str
) -> None:
    answer = await client.get(f"/problems/{slug}", headers={"accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    row = described(PAGES[slug].error).row
    for part in (row.title, row.meaning, row.remedy):
        words = part.say().replace("`", "")
        assert words.replace("'", "&#x27;") in TAGS.sub("", answer.text)
    assert f"HTTP {row.status}" in answer.text
    assert f"&quot;type&quot;: &quot;/problems/{slug}&quot;" in answer.text
    assert answer.text.count("<h2>") == 3
    assert "`" not in answer.text.partition("<pre>")[0]


@pytest.mark.parametrize("slug", SLUGS)
async def test_a_type_is_explained_to_programs_with_an_example_as_it_would_be_sent(
    client: httpx.AsyncClient, slug: str
) -> None:
    answer = await client.get(f"/problems/{slug}", headers={"accept": "application/json"})
    assert answer.status_code == 200
    said = answer.json()
    assert said["type"] == said["example"]["type"] == f"/problems/{slug}"
    assert (said["title"], said["status"]) == (said["example"]["title"], said["example"]["status"])
    assert said["meaning"] != said["remedy"]
    assert {"{", "}"}.isdisjoint(said["example"]["detail"] + (said["example"]["conflict"] or ""))


@pytest.mark.parametrize("path", ["/problems", "/problems/stale-version", "/api/docs"])
async def test_a_page_uses_its_own_style_and_nothing_else(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(path)
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    for foreign in ("<script", "src=", "style=", "http-equiv", " onclick"):
        assert foreign not in answer.text.partition("<pre>")[0]
    assert re.findall(r'href="(?!/|#)', answer.text) == []
    again = await client.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await client.head(path)).headers["etag"] == answer.headers["etag"]


async def test_all_types_are_listed(client: httpx.AsyncClient) -> None:
    listed = await client.get("/problems")
    assert re.findall(r'href="/problems/([a-z-]+)"', listed.text) == SLUGS
    as_json = await client.get("/problems", headers={"accept": "application/json"})
    assert [one["type"] for one in as_json.json()["items"]] == [f"/problems/{one}" for one in SLUGS]


async def test_there_is_no_page_for_a_type_that_does_not_exist(client: httpx.AsyncClient) -> None:
    problem(await client.get("/problems/no-such-type"), 404, "no-such-address")


async def test_a_refusal_leads_to_its_page(client: httpx.AsyncClient) -> None:
    refused = (await client.get("/api/v1/me")).json()
    page = await client.get(refused["type"])
    assert (page.status_code, refused["title"] in page.text) == (200, True)
