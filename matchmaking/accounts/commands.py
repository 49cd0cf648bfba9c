"""Accounts on the command line."""

from __future__ import annotations

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from matchmaking import clock
from matchmaking.accounts import operations, queries
from matchmaking.accounts.models import RoleName
from matchmaking.accounts.operations import Person
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db, security
from matchmaking.locale import DEFAULT, LOCALES

users = AppGroup("users", help="Create and change accounts.")
role_option = click.Choice([role.value.replace("_", "-") for role in RoleName])
country_option = click.option(
    "--country", type=click.Choice(["ML", "DZ"]), help="Of a side organizer: whose profiles they read and publish."
)


@users.command("create")
@click.argument("email")
@click.option("--name", required=True, help="First and last name.")
@click.option("--role", type=role_option, default=RoleName.PARTICIPANT.value, show_default=True)
@country_option
@click.option("--locale", type=click.Choice(list(LOCALES)), default=DEFAULT, show_default=True)
@click.option("--password", is_flag=True, help="Ask for a password now; otherwise a mail lets the person choose one.")
def create(email: str, name: str, role: str, country: str | None, locale: str, password: bool) -> None:
    """Make an account for EMAIL."""
    address = _address(email)
    if queries.find_user_by_email(address):
        raise click.ClickException(f"{address} has an account already; `users role` changes what it may do.")
    chosen = _ask_password() if password else None
    person = Person(full_name=name, email=address, locale=locale, password=chosen)
    try:
        operations.create_user(person, _role(role), country=country, now=clock.now())
    except NotAllowed as refusal:
        raise click.ClickException(f"{str(refusal).capitalize()}: use --country.") from refusal
    db.session.commit()
    click.echo(
        f"{address} is {role}." + ("" if password else " A mail with a link to choose a password is on its way.")
    )


@users.command("list")
@click.option("--role", type=role_option)
def list_users(role: str | None) -> None:
    """Name all accounts, one a line: roles, state, address or phone, name."""
    for user in queries.list_users(_role(role) if role else None):
        roles = ",".join(held.name.value for held in user.roles)
        roles += f":{user.organizes_country}" if user.organizes_country else ""
        state = "closed" if not user.active else "confirmed" if user.confirmed_at else "unconfirmed"
        print(roles, state, user.email or user.phone, user.full_name, sep="\t")


@users.command("role")
@click.argument("email")
@click.argument("role", type=role_option)
@country_option
def role(email: str, role: str, country: str | None) -> None:
    """Give the account of EMAIL this ROLE instead of the one it has."""
    user = queries.find_user_by_email(_address(email))
    if user is None:
        raise click.ClickException(f"Nobody has an account with {email}.")
    try:
        operations.set_role(user, _role(role), country=country, now=clock.now())
    except NotAllowed as refusal:
        raise click.ClickException(f"{str(refusal).capitalize()}: use --country.") from refusal
    db.session.commit()
    click.echo(f"{user.email} is {role}.")


def _role(typed: str) -> RoleName:
    return RoleName(typed.replace("-", "_"))


def _address(typed: str) -> str:
    try:
        return validate_email(typed, check_deliverability=False, allow_smtputf8=False).normalized.lower()
    except EmailNotValidError as error:
        raise click.ClickException(f"{typed} is not an e-mail address.") from error


def _ask_password() -> str:
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    problems, normalized = security.password_util.validate(typed, True)
    if problems:
        raise click.ClickException(" ".join(str(problem) for problem in problems))
    return str(normalized)
