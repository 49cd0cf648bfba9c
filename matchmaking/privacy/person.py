"""The person's own account in a copy of their data. No password, code or token, not even as a hash: they open doors."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from matchmaking.accounts import policy, queries
from matchmaking.accounts.consent_texts import word_all
from matchmaking.accounts.forms import FREQUENCIES
from matchmaking.accounts.models import MailTopic, User
from matchmaking.config import current
from matchmaking.lists import apart
from matchmaking.locale import LOCALES, normalise, territory
from matchmaking.privacy.facts import Fact, Part, fact
from matchmaking.privacy.queries import list_kept_forms
from matchmaking.privacy.wording import CHANNELS, ROLES


def parts(user: User) -> Iterator[Part]:
    """Account, consents, mails, ways in."""
    yield Part("account", _("Your account"), [_account(user)])
    yield Part("consents", _("Your consents"), _consents(user))
    yield Part("mails", _("Which mails you want"), [_mails(user)])
    yield Part("personal_links", _("Personal links"), _links(user))
    yield Part("kept_forms", _("Forms kept for you"), _forms(user))


def _account(user: User) -> list[Fact]:
    roles = [role.name.value for role in user.roles]
    return [
        fact("name", _("Name"), user.full_name),
        fact("email", _("E-mail address"), user.email),
        fact("phone", _("Telephone"), user.phone),
        fact("residence", _("Country of residence"), user.residence, territory(user.residence)),
        fact("language", _("Language"), user.locale, LOCALES[normalise(user.locale)]),
        fact("roles", _("Role"), roles, apart(ROLES[role.name] for role in user.roles)),
        fact("made_at", _("Account made"), user.created_at),
        fact("confirmed_at", _("Address confirmed"), user.confirmed_at),
        fact("signed_in_at", _("Last sign-in"), user.signed_in_at),
        fact("mails_came_back_at", _("Mails came back"), user.bounced_at),
    ]


def _consents(user: User) -> list[list[Fact]]:
    titles = {purpose: text.title for purpose, text in word_all(current()).items()}
    return [
        [
            fact("purpose", _("Consent"), given.purpose.value, titles[given.purpose.value]),
            fact("text_version", _("Version of the text"), given.text_version),
            fact("language", _("Language"), given.locale, LOCALES[normalise(given.locale)]),
            fact("hosting_country", _("Hosting country"), given.hosting_country, territory(given.hosting_country)),
            fact("channel", _("Way"), given.channel.value, CHANNELS[given.channel]),
            fact("given_at", _("Given"), given.given_at),
            fact("withdrawn_at", _("Taken back"), given.withdrawn_at),
        ]
        for given in user.consents
    ]


def _mails(user: User) -> list[Fact]:
    frequency = policy.digest_frequency(user)
    return [
        fact("news", _("News from the organizers"), policy.wants(user, MailTopic.NEWS)),
        fact("digest", _("What is new for me, in one mail"), frequency.value, FREQUENCIES[frequency.value]),
    ]


def _links(user: User) -> list[list[Fact]]:
    return [
        [
            fact("name", _("Name"), link.full_name),
            fact("phone", _("Telephone"), link.phone),
            fact("made_at", _("Made"), link.created_at),
            fact("first_used_at", _("First used"), link.first_used_at),
            fact("ended_at", _("Ended"), link.revoked_at),
        ]
        for link in queries.list_links_of(user)
    ]


def _forms(user: User) -> list[list[Fact]]:
    return [
        [fact("page", _("Page"), form.path), fact("kept_at", _("Kept"), form.kept_at)]
        + [fact(name, name, values) for name, values in sorted(form.fields.items())]
        for form in list_kept_forms(user)
    ]
