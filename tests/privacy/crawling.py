"""Opens every address that a GET can reach, as a given reader, and turns whatever comes back into searchable text.

A new view is read without being named here. A new kind of address part has to be added to `FILLERS`: a test says so.
"""

from __future__ import annotations

import html
import io
import itertools
import re
import unicodedata
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from email.message import EmailMessage, Message
from urllib.parse import unquote

import pypdf
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, Rule
from werkzeug.test import TestResponse

from matchmaking.access import ROLES_ADMITTED, label_of
from matchmaking.accounts.models import PersonalLink
from matchmaking.database import Base
from matchmaking.events.logos.models import PartnerLogo
from matchmaking.events.models import Event, EventSession, Guest, MeetingTable
from matchmaking.extensions import db
from matchmaking.followup.models import Action, CommitteeMeeting, Decision, Objective, Recommendation
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.notebook.models import IntroductionNote
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.mailings.models import Mailing
from matchmaking.matching.models import MatchRun
from matchmaking.meetings.models import Meeting, Schedule, ScheduleNotice
from matchmaking.outbox.models import Message as OutboxMessage
from matchmaking.plans.models import Plan, PlannedPair
from matchmaking.profiles.models import ImportDraft, Invitation, Membership, ProfileMerge
from matchmaking.profiles.translations.models import Translation
from matchmaking.reports.models import Snapshot
from matchmaking.wordings.kinds import by_group
from tests.privacy.world import KEYS, PAIRS, THIRD

Filler = Callable[[], Sequence[object]]


def ids(model: type[Base]) -> Filler:
    """Every row of a table; one that is not there where the table is empty."""
    return lambda: db.session.scalars(sa.select(model.id).order_by(model.id)).all() or [1]  # type: ignore[attr-defined]


# A part of an address -> all that may stand in it.
FILLERS: dict[str, Filler] = {
    "key": lambda: KEYS,
    "action_id": ids(Action),
    "draft_id": ids(ImportDraft),
    "event_id": ids(Event),
    "guest_id": ids(Guest),
    "introduction_id": ids(Introduction),
    "link_id": ids(PersonalLink),
    "logo_id": ids(PartnerLogo),
    "mailing_id": ids(Mailing),
    "merge_id": ids(ProfileMerge),
    "message_id": ids(OutboxMessage),
    "objective_id": ids(Objective),
    "plan_id": ids(Plan),
    "recommendation_id": ids(Recommendation),
    "request_id": ids(IntroductionRequest),
    "run_id": ids(MatchRun),
    "session_id": ids(EventSession),
    "side_id": ids(IntroductionSide),
    "number": lambda: db.session.scalars(sa.select(Schedule.number).where(Schedule.number.is_not(None))).all() or [1],
    "digest": lambda: db.session.scalars(sa.select(PartnerLogo.digest)).all() or ["0" * 64],
    "decision_id": ids(Decision),
    "invitation_id": ids(Invitation),
    "note_id": ids(IntroductionNote),
    "notice_id": ids(ScheduleNotice),
    "pair_id": ids(PlannedPair),
    "concept": lambda: ["startup"],
    "kind": lambda: [kind.kind for _group, kinds in by_group() for kind in kinds],
    "translation_id": ids(Translation),
    "user_id": ids(Membership),
}
# The same name means another thing there.
OWN_FILLERS: dict[tuple[str, str], Filler] = {
    ("day", "meeting_id"): ids(Meeting),
    ("day", "table_id"): ids(MeetingTable),
    ("followup", "meeting_id"): ids(CommitteeMeeting),
    ("meetings", "meeting_id"): ids(Meeting),
    ("reports", "number"): ids(Snapshot),
}
# Parts that only make sense together: the pairs of the world, and two without an introduction.
TOGETHER: dict[tuple[str, ...], Sequence[tuple[str, ...]]] = {
    ("ml_key", "dz_key"): [*PAIRS.values(), THIRD, ("ML12", "DZ09")],
    ("key", "other_key"): [*PAIRS.values(), *((dz, ml) for ml, dz in PAIRS.values()), THIRD, ("ML12", "DZ09")],
}
FILES = {"static", "security.static", "offline.worker", "offline.manifest"}  # the product's own, the same for everybody
TOKEN = "token"  # filled by who holds one: `world_links`


def reading_rules(app: Flask) -> list[Rule]:
    """Every address that a GET opens."""
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint not in FILES]


def filler_of(rule: Rule, part: str) -> Filler | None:
    """What may stand in a part of an address, or None where nobody has said so."""
    converter = rule._converters[part]
    if isinstance(converter, AnyConverter):
        return lambda: sorted(converter.items)
    blueprint = rule.endpoint.partition(".")[0]
    return OWN_FILLERS.get((blueprint, part)) or FILLERS.get(part)


def addresses(app: Flask, rule: Rule, keys: Collection[str] = KEYS) -> list[str]:
    """Every address of a rule without a token, about these organisations; inside an app context."""
    parts = set(rule._converters)  # what a rule takes by default stands in none
    combinations: list[list[dict[str, object]]] = []
    for names, values in TOGETHER.items():
        if set(names) <= parts:
            combinations.append([dict(zip(names, value, strict=True)) for value in values if set(value) & set(keys)])
            parts -= set(names)
    for part in sorted(parts):
        filler = filler_of(rule, part)
        assert filler is not None, f"{rule.rule}: say in FILLERS what may stand for {part}"
        combinations.append([{part: value} for value in (keys if part == "key" else filler())])
    adapter = app.url_map.bind("localhost")
    chosen = ({k: v for one in several for k, v in one.items()} for several in itertools.product(*combinations))
    return sorted({adapter.build(rule.endpoint, {**(rule.defaults or {}), **values}) for values in chosen})


def open_doors(app: Flask, role: str) -> Iterator[Rule]:
    """The rules whose door opens for a role, tokens apart."""
    for rule in reading_rules(app):
        label = label_of(app, rule.endpoint)
        assert label is not None
        admitted = ROLES_ADMITTED.get(label)
        if TOKEN not in rule.arguments and (admitted is None or role in admitted):
            yield rule


def read_all(
    app: Flask, client: FlaskClient, role: str, keys: Collection[str] = KEYS
) -> Iterator[tuple[str, str, TestResponse]]:
    """Endpoint, address and answer of all that this reader can open. A view that breaks is an error."""
    with app.app_context():
        todo = [(rule.endpoint, address) for rule in open_doors(app, role) for address in addresses(app, rule, keys)]
    for endpoint, address in todo:
        answer = client.get(address)
        assert answer.status_code < 500, f"{address}: {answer.status}"
        yield endpoint, address, answer


def text_of(answer: TestResponse) -> str:
    """What an answer says, headers included, whatever its format."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers if name != "Set-Cookie")
    return f"{headers}\n{said(answer.get_data(), answer.mimetype or '')}"


def said(content: bytes, mimetype: str) -> str:
    """The words of a file."""
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return html.unescape(
                "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
            )
    text = content.decode("utf-8", "replace")
    return re.sub(r"\r?\n[ \t]", "", text) if "calendar" in mimetype else html.unescape(text)


def mail_text(mail: EmailMessage) -> str:
    """Everything a mail says, apart from whom it goes to."""
    parts: list[str] = [f"{name}: {value}" for name, value in mail.items() if name != "To"]
    for part in mail.walk():
        parts += [f"{name}: {value}" for name, value in part.items() if name != "To"]
        parts.append(_payload(part))
    return "\n".join(parts)


def _payload(part: Message) -> str:
    content = part.get_payload(decode=True)
    return said(content, part.get_content_type()) if isinstance(content, bytes) else ""


def squeezed(text: str) -> str:
    """Lower case, without what one may write between digits, every spelling of a number alike."""
    plain = unicodedata.normalize("NFKC", unquote(text)).lower()
    return re.sub(r"(?<=\d)[\s.\-()/\u200e\u200f\u2066-\u2069]+(?=\d)", "", plain)
