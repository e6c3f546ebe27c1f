"""Gives an account a role from the command line: so the first admin comes about."""

import asyncio
import sys
from argparse import ArgumentParser
from typing import get_args

from api.audit.repository import record
from api.auth.email_address import canonical_email, email_fault, former_email
from api.auth.principal import AccountRole
from api.auth.repository import USER_BY_EMAIL
from api.auth.roles_repository import SET_ROLE
from api.db.pool import Database
from api.process.invocation import Invocation
from api.process.serving import prepared_database


def grant_role(invocation: Invocation) -> int:
    """Give the account of an address a role; returns 1 where there is no such account."""
    options = _parser().parse_args(invocation.arguments)
    with prepared_database(invocation) as database:
        is_found = asyncio.run(_grant(database.address, options.email, options.role))
    if not is_found:
        sys.stderr.write(f"There is no account with the email address {options.email}.\n")
        return 1
    sys.stdout.write(f"{options.email} is now {options.role}.\n")
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m api grant")
    parser.add_argument("email", help="the address that the account logs in with")
    parser.add_argument("role", choices=get_args(AccountRole))
    return parser


async def _grant(address: str, typed: str, role: AccountRole) -> bool:
    former = former_email(typed)
    email = former if email_fault(typed) else canonical_email(typed)
    database = Database(address, connections=1)
    await database.open()
    try:
        async with database.transaction() as session:
            user = await session.one_or_none(USER_BY_EMAIL, email=email, former=former)
            if user is None:
                return False
            await session.one(SET_ROLE, account=user.id, new_role=role)
            await record(session, "role.granted", user_id=user.id, subject=role)
            return True
    finally:
        await database.close()
