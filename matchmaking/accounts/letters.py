"""Wording a mail to a person, in that person's language, ready for the outbox.

A mail is two templates, `templates/emails/<template>.txt` and `.html`. The first line of the text is its subject
("Subject: …"). `{{ link("decide") }}` leaves a placeholder for an address that only the worker will know.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from flask import render_template
from markupsafe import Markup

from matchmaking.accounts.links import stop_placeholder
from matchmaking.accounts.models import MailTopic, User
from matchmaking.locale import normalise, speaking
from matchmaking.outbox.calendar import Calendar
from matchmaking.outbox.mail import harmless
from matchmaking.outbox.operations import Letter

SUBJECT = "Subject: "
STOP = "stop"  # the link that stops mails of this kind


def write_letter(
    user: User,
    *,
    template: str,
    kind: str,
    context: Mapping[str, Any],
    links: Mapping[str, Mapping[str, Any]] | None = None,
    subject_ref: str | None = None,
    confidential: bool = False,
    calendar: Calendar | None = None,
    topic: MailTopic | None = None,
) -> Letter | None:
    """The mail, or None for a person without an address: they are called instead.

    `links` names each placeholder and says what it stands for: {"decide": {"purpose": "…", …}}. With a `topic`, it is
    a mail that nobody needs: the template's foot then holds `link("stop")`, and mail programs show their own button.
    """
    if user.email is None:
        return None
    return write_to_address(
        user.email,
        locale=user.locale,
        template=template,
        kind=kind,
        context={"receiver": user, **context},
        links={**(links or {}), **({STOP: stop_placeholder(user, topic)} if topic else {})},
        receiver_id=user.id,
        subject_ref=subject_ref,
        confidential=confidential,
        calendar=calendar,
        list_unsubscribe=STOP if topic else None,
    )


def write_to_address(
    address: str,
    *,
    locale: str,
    template: str,
    kind: str,
    context: Mapping[str, Any],
    links: Mapping[str, Mapping[str, Any]] | None = None,
    receiver_id: int | None = None,
    subject_ref: str | None = None,
    confidential: bool = False,
    calendar: Calendar | None = None,
    list_unsubscribe: str | None = None,
) -> Letter:
    """The same for somebody who has no account yet, such as an invited colleague."""
    locale = normalise(locale)
    with speaking(locale):
        text = draw(f"emails/{template}.txt", context)
        html = draw(f"emails/{template}.html", context)
    subject, _, body = text.partition("\n")
    if not subject.startswith(SUBJECT):
        raise ValueError(f"emails/{template}.txt does not begin with its subject")
    return Letter(
        kind=kind,
        address=address,
        locale=locale,
        subject=" ".join(subject.removeprefix(SUBJECT).split()),
        text=body.strip() + "\n",
        html=html,
        links=links or {},
        receiver_id=receiver_id,
        subject_ref=subject_ref,
        confidential=confidential,
        calendar=calendar,
        list_unsubscribe=list_unsubscribe,
    )


def draw(template: str, context: Mapping[str, Any]) -> str:
    """The words of a template, a whole letter or a part of one. Only its own `link(…)` makes the place of a link:
    whoever calls their organisation `{{link:x}}` is called so."""
    mark = secrets.token_hex(8)
    words = render_template(template, link=_marker(mark), **context)
    return re.sub(rf"{mark}:([a-z0-9_]+):", r"{{link:\1}}", harmless(words))


def _marker(mark: str) -> Callable[[str], Markup]:
    return lambda name: Markup(mark) + Markup(":") + name + Markup(":")  # noqa: S704  (our own mark)
