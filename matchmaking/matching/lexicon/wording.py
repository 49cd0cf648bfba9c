"""The words of the lexicon's pages: states, faults, and what was done to a concept."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.language.lexicon import Fault, FaultCode
from matchmaking.matching.lexicon.browsing import Book, State
from matchmaking.matching.lexicon.models import EntryEvent

LANGUAGE_NAMES: Mapping[str, LazyString] = {"fr": _l("French"), "ar": _l("Arabic"), "en": _l("English")}
STATES: Mapping[State, LazyString] = {
    State.ADDED: _l("Added"),
    State.CORRECTED: _l("Corrected"),
    State.OFF: _l("Switched off"),
    State.LEFT_OUT: _l("To look at again"),
}
TONES: Mapping[State, str] = {
    State.ADDED: "ok",
    State.CORRECTED: "ok",
    State.OFF: "calm",
    State.LEFT_OUT: "bad",
}
FILTERS: Mapping[str, LazyString] = {
    "changed": _l("Changed by us"),
    **{state.value: STATES[state] for state in (State.ADDED, State.CORRECTED, State.OFF, State.LEFT_OUT)},
}
EVENTS: Mapping[str, LazyString] = {
    EntryEvent.ADDED.value: _l("added"),
    EntryEvent.CORRECTED.value: _l("corrected"),
    EntryEvent.SWITCHED_OFF.value: _l("switched off"),
    EntryEvent.SWITCHED_ON.value: _l("switched on"),
    EntryEvent.RESTORED.value: _l("change taken back"),
}


def fault_sentence(fault: Fault, concept: str, book: Book) -> str:
    """What is wrong with an organizer's change of `concept`, and what to do; names the other concept."""
    other = fault.other if fault.concept == concept else fault.concept
    told = {"phrase": fault.phrase, "other": book.label(other) if other else ""}
    match fault.code:
        case FaultCode.AMBIGUOUS:
            return str(_("“%(phrase)s” already names the concept “%(other)s”. Take it off here, or there.", **told))
        case FaultCode.FUNCTION_WORDS:
            return str(_("“%(phrase)s” holds only small words that no text can be found by.", **told))
        case FaultCode.EMPTY_CELL | FaultCode.EMPTY_PHRASE:
            return str(_("Write at least one phrase."))
        case FaultCode.UNKNOWN_PARENT:
            return str(_("The wider concept is not there any more. Choose another, or none."))
        case FaultCode.OWN_ANCESTOR:
            return str(_("It would hang on itself: the wider concept hangs on this one."))
        case _:
            return str(_("The lexicon cannot be read with this change."))
