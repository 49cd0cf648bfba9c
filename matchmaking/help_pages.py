"""What the help says to each role: the pages of its road in their order, one sentence for each. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Topic:
    """A page by the name that it has in the menu, and what it is good for; some topics have no page of their own."""

    title: LazyString
    text: LazyString
    endpoint: str | None = None


@dataclass(frozen=True)
class Guide:
    """The help of one role."""

    title: LazyString
    lead: LazyString
    topics: Sequence[Topic]


_ROUND_TABLE = Topic(
    _l("Round table"),
    _l("Say whether you come, on site or online, and when you are free; correct it as long as the page is open."),
    "events.mine",
)
_MEETINGS = Topic(
    _l("Meetings"),
    _l(
        "Whom you meet, when by both clocks, at which table or by which link. You may refuse one, let your calendar "
        "follow them, and read them without a network. Contacts stay on your phone only if you tick that it is yours."
    ),
    "meetings.mine",
)
_AFTERWARDS = Topic(
    _l("Afterwards"),
    _l(
        "After the day a letter asks whether each meeting took place and whether you go on: two taps, no sign-in. "
        "Later the committee asks what came of it."
    ),
)
_WITHOUT_NETWORK = Topic(
    _l("The connection dropped"),
    _l(
        "What you were sending is kept on your phone and leaves when the network is back. If you were signed out while "
        "writing, sign in again: your text stands in the form."
    ),
)
_DAY_BOARD = Topic(
    _l("Day board"),
    _l(
        "Who is missing for the next slot; one tap marks somebody present, a second takes it back. From here: the "
        "door list, somebody who was not expected, somebody to sit in, a late booking."
    ),
    "day.board",
)

GUIDES: Mapping[str, Guide] = {
    "participant": Guide(
        _l("You represent a startup or a company"),
        _l("From the first sentence to the first conversation."),
        (
            Topic(
                _l("My organisation"),
                _l(
                    "What you offer and what you look for. The list beside the form says what is missing; while it is "
                    "a draft, the page says how many serious leads it would have, without a name."
                ),
                "profiles.mine",
            ),
            Topic(
                _l("Suggestions"),
                _l(
                    "Who answers your needs across the border, and why. Say “interested” or “not for us”: only "
                    "the organizers read it. Whom you do not want to meet, you name there too."
                ),
                "matching.mine",
            ),
            Topic(
                _l("Introductions"),
                _l("An organizer introduces you; you answer yes or no. Once both have said yes, contacts open."),
                "introductions.mine",
            ),
            _ROUND_TABLE,
            _MEETINGS,
            Topic(
                _l("Directory"),
                _l("All published organisations, searched in French, Arabic and English at once."),
                "profiles.directory",
            ),
            _AFTERWARDS,
            _WITHOUT_NETWORK,
        ),
    ),
    "investor": Guide(
        _l("You represent an investor"),
        _l("Ten minutes from the letter to three requests."),
        (
            Topic(
                _l("Investment thesis"),
                _l(
                    "Six answers: sectors, stages, ticket, and a few sentences. In your profile you may ask to stay "
                    "discreet: nobody reads your name before both sides have accepted."
                ),
                "profiles.thesis",
            ),
            Topic(
                _l("Suggestions"),
                _l(
                    "Startups in rows: what they do, stage, amount with “≈” in your currency, why they are "
                    "suggested. Filters stand in the address: keep it, send it."
                ),
                "matching.mine",
            ),
            Topic(
                _l("Shortlist"),
                _l(
                    "What you keep, with notes that only your organisation reads, as a spreadsheet too, and one "
                    "request for up to three of them."
                ),
                "shortlists.index",
            ),
            Topic(
                _l("Introductions"),
                _l("An organizer introduces you; you answer yes or no. Once both have said yes, contacts open."),
                "introductions.mine",
            ),
            _ROUND_TABLE,
            _MEETINGS,
            _AFTERWARDS,
        ),
    ),
    "organizer": Guide(
        _l("You are an organizer"),
        _l("Forty pairs in half an hour, and nobody left out."),
        (
            Topic(
                _l("Profiles"),
                _l(
                    "Publish what is ready, send back the rest with a reason. Import a file, type for somebody, make "
                    "a personal link for whoever has no e-mail address."
                ),
                "profiles.moderation",
            ),
            Topic(
                _l("Suggestions"),
                _l(
                    "Pairs to read. By keyboard: J and K go on and back, A approves, D dismisses, U takes back, X "
                    "ticks, ? shows the keys. The gauge says who has nothing yet."
                ),
                "matching.queue",
            ),
            Topic(
                _l("Plans"),
                _l("Who meets whom under everybody’s limits, and the places that become free again."),
                "plans.index",
            ),
            Topic(
                _l("Introductions"),
                _l("Where each one stands, what the deadlines brought up, notes, and requests to answer."),
                "introductions.index",
            ),
            Topic(
                _l("To call"),
                _l("Whoever no letter reaches: the number, what to say, what they said."),
                "introductions.call_list",
            ),
            Topic(
                _l("Schedule"),
                _l("A draft is computed, corrected by hand, then published: each side gets its meetings by letter."),
                "meetings.index",
            ),
            _DAY_BOARD,
            Topic(
                _l("Follow-up"),
                _l("What came of each introduction, the road map, actions with an owner and a date."),
                "followup.index",
            ),
            Topic(
                _l("Reports"),
                _l("Figures without personal data, frozen on a day, as PDF, text and spreadsheet."),
                "reports.index",
            ),
        ),
    ),
    "helper": Guide(
        _l("You help on the day"),
        _l("Who is there, and which table is next."),
        (
            _DAY_BOARD,
            Topic(
                _l("What you never see"),
                _l(
                    "No telephone number and no address, and no name of a discreet fund: its people are found by their "
                    "own names."
                ),
            ),
        ),
    ),
    "committee": Guide(
        _l("You follow up, or take the notes"),
        _l("Committee members and rapporteurs."),
        (
            Topic(
                _l("Recommendations"),
                _l(
                    "The rapporteur’s page: note fast, put in order afterwards. Nothing is required, so nothing is "
                    "refused; every earlier wording is kept."
                ),
                "followup.recommendations",
            ),
            Topic(
                _l("Introductions"),
                _l("Organisations and states, never a contact."),
                "introductions.for_committee",
            ),
            Topic(
                _l("Follow-up"),
                _l(
                    "Outcomes, the needs that nobody met, the road map and the plan: each action has an owner, a date "
                    "and a state. Whoever owns one answers by a link in their letter."
                ),
                "followup.index",
            ),
            Topic(
                _l("Committee meetings"),
                _l("The brief lists what is late and what is due; decisions and minutes print on one sheet."),
                "followup.meetings",
            ),
        ),
    ),
}
