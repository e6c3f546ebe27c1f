"""Passwords by hand: which are refused, how they are hashed, how many at a time."""

import asyncio
from collections.abc import Iterator
from threading import Event

import pytest
from argon2 import PasswordHasher

from api.auth.passwords import COMMON, Passwords, is_weak


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "PASSWORDPASSWORD",
        "pass word pass word",
        "aaaaaaaaaaaaaaaa",
        "abcdabcdabcdabcd",  # Four different characters.
        "margaret@example.org",
        "Margaret@Example.org",
        "margaretmargaret",
        "0123456789012345",
        "5678901234567890",
        "abcdefghijklmnop",
        "nopqrstuvwxyzabcdef",
    ],
)
def test_a_password_that_is_easy_to_guess(password: str) -> None:
    assert is_weak(password, email="margaret@example.org")


@pytest.mark.parametrize(
    "password",
    [
        "abcdeabcdeabcdea",  # Five different characters.
        "margaretmargarets",
        "margaret@example.com",
        "a lamp beside the harbour",
        "0123456789012346",
        "abcdefghijklmnoq",
    ],
)
def test_a_password_that_is_not(password: str) -> None:
    assert not is_weak(password, email="margaret@example.org")


def test_an_address_without_a_name_makes_no_password_weak_by_itself() -> None:
    assert not is_weak("a lamp beside the harbour", email="@example.org")


def test_the_common_passwords_are_read() -> None:
    assert {"passwordpassword", "qwertyuiopasdfgh"} & COMMON
    assert not any(" " in password for password in COMMON)


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    made_ = Passwords(threads=1)
    yield made_
    made_.close()


async def test_a_password_is_hashed_and_checked(passwords: Passwords) -> None:
    known = await passwords.hash("a lamp beside the harbour")
    assert known.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await passwords.check(known, "a lamp beside the harbour") is True
    assert await passwords.check(known, "a lamp beside the harbor") is False
    assert await passwords.check(None, "the password of no account") is False
    assert await passwords.check("no hash", "a lamp beside the harbour") is False
    assert not passwords.is_outdated(known)
    assert passwords.is_outdated(PasswordHasher(time_cost=1, memory_cost=64).hash("x"))


async def test_a_password_is_the_same_however_it_is_composed(passwords: Passwords) -> None:
    composed, decomposed = "caf\u00e9 by the harbour", "cafe\u0301 by the harbour"
    assert await passwords.check(await passwords.hash(composed), decomposed)
    assert await passwords.check(await passwords.hash("\uff41bc lamp harbour"), "abc lamp harbour")


async def test_after_closing_nothing_is_hashed() -> None:
    closed = Passwords(threads=1)
    closed.close()
    with pytest.raises(RuntimeError):
        await closed.hash("a lamp beside the harbour")


async def test_no_more_are_hashed_at_a_time_than_there_are_threads(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    may_end, has_begun = Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def held(self: Passwords, known: str, password: str) -> bool:
        del self, known
        begun.append(password)
        loop.call_soon_threadsafe(has_begun.set)
        return may_end.wait(120)

    monkeypatch.setattr(Passwords, "_check", held)
    checks = [asyncio.create_task(passwords.check("hash", f"guess {n}")) for n in range(3)]
    await has_begun.wait()
    await asyncio.sleep(0.05)
    assert begun == ["guess 0"]
    may_end.set()
    assert await asyncio.gather(*checks) == [True, True, True]
