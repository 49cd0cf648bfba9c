"""The one letter about translations: to the organisation's people, who approve, correct or refuse them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import Flask
from flask_babel import lazy_gettext as _l

from matchmaking.accounts.models import User
from matchmaking.locale import normalise, speaking
from matchmaking.outbox import operations as outbox
from matchmaking.profiles import labels
from matchmaking.profiles.models import Profile
from matchmaking.profiles.translations import links
from matchmaking.profiles.translations.models import Translation
from matchmaking.profiles.translations.passages import originals
from matchmaking.wordings import letters as wordings
from matchmaking.wordings.kinds import PERSON, PRODUCT, LetterKind, Placeholder, register

ASK = "profile.translation"
LETTERS = {ASK: _l("Translation to approve")}
KIND = LetterKind(
    kind=ASK,
    label=LETTERS[ASK],
    group=_l("Profiles"),
    placeholders=(
        PERSON,
        Placeholder(name="own_name", label=_l("the receiver’s organisation"), sample="KeneyaLink"),
        Placeholder(name="organizer", label=_l("who translated"), sample="Awa Traoré"),
        Placeholder(name="language", label=_l("the language of the translation"), sample="arabe"),
        PRODUCT,
        Placeholder(name="translation", label=_l("each text with its translation"), is_block=True),
        Placeholder(name="link", label=_l("the button to the page that asks"), link="answer"),
    ),
    reason="reason_profile",
)


def init_app(app: Flask) -> None:
    """Let organizers reword it."""
    register(app, KIND)


def ask(profile: Profile, rows: Sequence[Translation], *, translator: User, now: datetime) -> None:
    """Ask everybody of the organisation who has an address; the first answer counts."""
    texts = {one.key: one for one in originals(profile)}
    pairs = [(texts[row.passage], row) for row in rows if row.passage in texts]
    for member in profile.members:
        user, language = member.user, normalise(member.user.locale)
        with speaking(language):
            spoken = str(labels.IN_A_SENTENCE[rows[0].language])
        letter = wordings.write(
            user,
            ASK,
            {"own_name": profile.name, "organizer": translator.full_name, "language": spoken},
            drawn={"translation": wordings.draw("blocks/translation", language, pairs=pairs)},
            links={"answer": links.placeholder(profile, user)},
            subject_ref=f"profile:{profile.id}",
        )
        if letter is not None:
            outbox.queue_message(letter, now=now)
