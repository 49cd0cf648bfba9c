"""The words of mailings: the codes in words, and the letters themselves, made of an organizer's text."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app
from flask_babel import lazy_gettext as _l

from matchmaking.accounts.models import User
from matchmaking.locale import LOCALES, normalise
from matchmaking.mailings.audience import Receiver, Standing, Taking
from matchmaking.mailings.lifecycle import MailingStatus
from matchmaking.outbox import plain
from matchmaking.wordings import texts
from matchmaking.wordings.kinds import LetterKind, Placeholder
from matchmaking.wordings.letters import Rendered

STATUSES = {
    MailingStatus.DRAFT: _l("Draft"),
    MailingStatus.SENT: _l("Sent"),
    MailingStatus.STOPPED: _l("Stopped"),
}
STANDINGS = {
    Standing.NOTHING_YET: _l("no introduction yet"),
    Standing.TO_ANSWER: _l("has not answered"),
    Standing.ACCEPTED: _l("an introduction accepted"),
    Standing.MEETING: _l("has a meeting"),
}
TAKINGS = {
    Taking.ON_SITE: _l("on site"),
    Taking.ONLINE: _l("online"),
    Taking.UNSAID: _l("has not said"),
}
# Not registered among the letters: every mailing has words of its own. It only says what they may hold.
KIND = LetterKind(
    kind="mailing.message",
    label=_l("Message to many"),
    group=_l("Message to many"),
    placeholders=(
        Placeholder(name="name", label=_l("the receiver"), sample="Mariam Kouyaté"),
        Placeholder(name="organisation", label=_l("the receiver’s organisation"), sample="KeneyaLink"),
        Placeholder(name="product", label=_l("the name of the platform"), sample="Deux Rives"),
    ),
)
STOP_WORDS = {
    "fr": "Ne plus recevoir ces messages : {stop}",
    "ar": "لإيقاف هذه الرسائل: {stop}",
    "en": "Stop these messages: {stop}",
}
STOP_LINK = "{{link:stop}}"


def title_of(written: Mapping[str, Mapping[str, str]]) -> str:
    """What organizers call a message: its subject in the first language it was written in."""
    return next(written[code]["subject"] for code in LOCALES if code in written)


def language_for(user: User, written: Mapping[str, object]) -> str:
    """The receiver's language where the message was written in it, else the first in which it was."""
    wanted = normalise(user.locale)
    return wanted if wanted in written else next(code for code in LOCALES if code in written)


def render(words: Mapping[str, str], receiver: Receiver, language: str) -> Rendered:
    """One receiver's letter; its link to stop such mails stays a placeholder that the worker fills in."""
    return _fill(words, {"name": receiver.user.full_name, "organisation": receiver.organisation}, language)


def sample(words: Mapping[str, str], receiver: Receiver | None, language: str) -> Rendered:
    """The letter for a preview: to this receiver, or where nobody reads this language to an invented one."""
    if receiver is not None:
        return render(words, receiver, language)
    return _fill(words, {one.name: one.sample for one in KIND.placeholders}, language)


def frame(subject: str, body: str, language: str) -> Rendered:
    """A mail that nobody needs: its foot says how to stop it."""
    stop = STOP_WORDS[language].replace("{stop}", STOP_LINK)
    text = body.strip("\n") + "\n" + plain.FOOT + plain.frame_foot(language) + stop + "\n"
    return Rendered(subject=subject, text=text, html=plain.draw(subject, text, locale=language))


def _fill(words: Mapping[str, str], values: Mapping[str, str], language: str) -> Rendered:
    known = {name: texts.one_line(value) for name, value in values.items()}
    known["product"] = current_app.config["SETTINGS"].product_name
    subject = " ".join(texts.fill(words["subject"], known).split())
    return frame(subject, texts.fill(words["body"], known), language)
