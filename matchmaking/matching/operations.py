"""What people decide about pairs: organizers review, participants react. Suggestions themselves come from a run."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.dialects import postgresql, sqlite

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed, NotFound, StaleDecision, TransitionError
from matchmaking.extensions import db
from matchmaking.locale import day_in_words, moment
from matchmaking.matching import policy
from matchmaking.matching.closing import list_apart
from matchmaking.matching.engine.strength import strength
from matchmaking.matching.lifecycle import PairAction, PairStatus, next_status
from matchmaking.matching.memory import fingerprint, keep
from matchmaking.matching.models import DeclineReason, DismissalReason, PairReview, Reaction
from matchmaking.matching.queries import (
    current_run,
    find_reaction,
    find_suggestion,
    get_own_suggestion,
    ordered,
    parameters_of,
)
from matchmaking.matching.returning import record_return
from matchmaking.matching.running import REFRESH
from matchmaking.matching.wording import DISMISSALS
from matchmaking.outbox.operations import enqueue
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_visible
from matchmaking.profiles.queries import find_by_key, in_demonstration
from matchmaking.settings import queries as switches

TOLD = ("reason", "note", "closed_until", "ml_texts", "dz_texts")  # what a decision may say beside its kind
SCORE_COLUMNS = ("score", "forward", "backward", "affinity", "facts", "correction")


def approve_pair(
    ml: Profile, dz: Profile, *, shown_version: int, actor: User, now: datetime, on_site: bool = False
) -> PairReview:
    """Decide that the two are introduced; `shown_version` is the review's version on the page, 0 where none was.

    Raises NotAllowed, also where one of the two keeps the other apart, and StaleDecision where somebody has decided
    since or one of the two has gone.
    """
    for profile in (ml, dz):
        if not is_visible(profile, demonstration=in_demonstration()):
            raise StaleDecision(_("%(name)s is no longer published: nobody can be introduced.", name=profile.name))
    if list_apart(ml, dz):
        raise NotAllowed(_("One of the two keeps the other apart: they are not introduced."))
    if not policy.can_join(actor, on_site=on_site):
        raise NotAllowed("review")
    return _decide(ml, dz, PairAction.APPROVE, shown_version=shown_version, actor=actor, now=now)


def dismiss_pair(
    ml: Profile,
    dz: Profile,
    *,
    reason: DismissalReason,
    note: str | None,
    shown_version: int,
    actor: User,
    now: datetime,
) -> PairReview:
    """Set a pair aside with a reason, and a note that only organizers read; `memory` says how long that holds."""
    _refuse_others(actor)
    days = switches.current().not_now_days
    kept = keep(reason, said_at=now, days=days, texts=(fingerprint(ml), fingerprint(dz)))
    ml_texts, dz_texts = kept.texts or (None, None)
    told: dict[str, Any] = {"reason": reason, "note": (note or "").strip() or None}
    told |= {"closed_until": kept.until, "ml_texts": ml_texts, "dz_texts": dz_texts}
    return _decide(ml, dz, PairAction.DISMISS, shown_version=shown_version, actor=actor, now=now, **told)


def reopen_pair(ml: Profile, dz: Profile, *, shown_version: int, actor: User, now: datetime) -> PairReview:
    """Take an approval or a dismissal back: the pair stands in the queue again."""
    _refuse_others(actor)
    review = _decide(ml, dz, PairAction.REOPEN, shown_version=shown_version, actor=actor, now=now)
    enqueue(REFRESH, {}, now=now, unique_key=REFRESH)  # a run may have let the suggestion go meanwhile
    return review


def undo_dismissal(ml: Profile, dz: Profile, *, shown_version: int, actor: User, now: datetime) -> PairReview:
    """Take a dismissal back. An approved pair has an introduction, and is undone there, not here."""
    review = _lock(ml, dz)
    if review is not None and review.status is PairStatus.APPROVED:
        raise StaleDecision(decision_so_far(review, now=now))
    return reopen_pair(ml, dz, shown_version=shown_version, actor=actor, now=now)


def return_introduced(ml: Profile, dz: Profile, *, now: datetime) -> None:
    """The two were introduced, and the reason for which one side declined is over: organizers may decide anew."""
    review = _lock(ml, dz)
    if review is None or review.status is not PairStatus.APPROVED:
        return
    review.status, review.returned_at = next_status(review.status, PairAction.REOPEN), now
    record_return(review, now=now, declined=True)
    enqueue(REFRESH, {}, now=now, unique_key=REFRESH)
    db.session.flush()


def react(
    profile: Profile,
    other: Profile,
    *,
    interested: bool,
    reason: DeclineReason | None,
    actor: User,
    now: datetime,
) -> Reaction:
    """Say « interested » or « not for us » for one's organisation; the last word stands.

    Raises NotFound for anything that is not suggested to this person's organisation at this moment.
    """
    suggestions_open = switches.current().suggestions_open
    if not policy.can_react(actor, profile, other, suggestions_open=suggestions_open):
        raise NotFound(f"suggestion {other.key} for {profile.key}")
    get_own_suggestion(profile, other)
    reason = None if interested else reason
    kept = keep(reason, said_at=now, days=switches.current().not_now_days, texts=(fingerprint(other),))
    told: dict[str, Any] = {"interested": interested, "reason": reason, "user_id": actor.id, "reacted_at": now}
    told |= {"closed_until": kept.until, "other_texts": kept.texts[0] if kept.texts else None, "returned_at": None}
    told |= score_of(*ordered(profile, other))
    statement = _insert(Reaction).values(profile_id=profile.id, other_profile_id=other.id, **told)
    pair = ["profile_id", "other_profile_id"]
    db.session.execute(statement.on_conflict_do_update(index_elements=pair, set_=told))
    code = {"reason": reason.value} if reason else {}
    audit.record(
        "pair.reaction",
        f"profile:{profile.id}",
        actor_id=actor.id,
        now=now,
        other=other.key,
        interested=interested,
        **code,
    )
    db.session.flush()
    reaction = find_reaction(profile, other)
    assert reaction is not None
    return reaction


def take_back_reaction(profile: Profile, other_key: str, *, actor: User, now: datetime) -> None:
    """Take a « not for us » back: the pair may be suggested again. Any other key does nothing, and tells nothing."""
    if not policy.can_keep_apart(actor, profile):
        raise NotFound(f"reaction of {profile.key}")
    other = find_by_key(other_key)
    reaction = find_reaction(profile, other) if other else None
    if reaction is None or reaction.interested:
        return
    db.session.delete(reaction)
    audit.record("pair.reaction_taken_back", f"profile:{profile.id}", actor_id=actor.id, now=now, other=other_key)
    enqueue(REFRESH, {}, now=now, unique_key=REFRESH)
    db.session.flush()


def score_of(ml: Profile, dz: Profile) -> dict[str, Any]:
    """The columns of `AsScored` for a word said about the pair now; all None where it stands in no list."""
    suggestion = find_suggestion(ml, dz)
    values: dict[str, Any] = {name: getattr(suggestion, name, None) for name in SCORE_COLUMNS}
    word = strength(suggestion.score, parameters_of(current_run())) if suggestion else None
    return {**values, "strength": word}


def ask_for_run(*, actor: User, now: datetime) -> None:
    """Have the worker renew all suggestions."""
    if not policy.can_review(actor):
        raise NotAllowed("run")
    enqueue(REFRESH, {}, now=now, unique_key=REFRESH)
    audit.record("matching.run_asked", "run:0", actor_id=actor.id, now=now)


def _refuse_others(actor: User) -> None:
    if not policy.can_review(actor):
        raise NotAllowed("review")


def _decide(
    ml: Profile, dz: Profile, action: PairAction, *, shown_version: int, actor: User, now: datetime, **told: Any
) -> PairReview:
    """Move the pair's review; `told` are its reason and what goes with it, empty unless given."""
    is_new, scored = _make_unless_there(ml, dz), score_of(ml, dz)
    review = _lock(ml, dz)
    assert review is not None
    if (0 if is_new else review.version) != shown_version:
        raise StaleDecision(decision_so_far(review, now=now))
    try:
        review.status = next_status(review.status, action)
    except TransitionError:
        raise StaleDecision(decision_so_far(review, now=now)) from None
    for name, value in (dict.fromkeys(TOLD) | told | scored).items():
        setattr(review, name, value)
    review.decided_by_id, review.decided_at, review.returned_at = actor.id, now, None
    details = {"ml": ml.key, "dz": dz.key} | ({"reason": review.reason.value} if review.reason else {})
    audit.record(f"pair.{action.value}", f"pair:{ml.id}:{dz.id}", actor_id=actor.id, now=now, **details)
    db.session.flush()
    return review


def _make_unless_there(ml: Profile, dz: Profile) -> bool:
    """Give the pair a row of its own where nobody has decided about it; whether this transaction made it."""
    values = {"ml_profile_id": ml.id, "dz_profile_id": dz.id, "status": PairStatus.OPEN, "version": 1}
    statement = _insert(PairReview).values(values).on_conflict_do_nothing().returning(PairReview.id)
    return db.session.scalar(statement) is not None


def _insert(table: type[PairReview] | type[Reaction]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that two people may send at once."""
    return postgresql.insert(table) if db.engine.dialect.name == "postgresql" else sqlite.insert(table)


def _lock(ml: Profile, dz: Profile) -> PairReview | None:
    """The pair's review, held until the end of the transaction, so that two decisions follow one another."""
    return db.session.scalar(
        sa.select(PairReview)
        .where(PairReview.ml_profile_id == ml.id, PairReview.dz_profile_id == dz.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def decision_so_far(review: PairReview, *, now: datetime) -> str:
    """Who decided what about the pair, and when: for whoever comes second."""
    actor = db.session.get(User, review.decided_by_id) if review.decided_by_id else None
    told = {
        "who": actor.full_name if actor else _("Somebody"),
        "when": moment(review.decided_at, now=now) if review.decided_at else "",
    }
    if review.status is PairStatus.APPROVED:
        return str(_("%(who)s approved this pair %(when)s.", **told))
    if review.returned_at is not None:
        return _returned(review, told)
    if review.reason is not None:
        reason = DISMISSALS[review.reason]
        return str(_("%(who)s dismissed this pair %(when)s. Reason: %(reason)s.", reason=reason, **told))
    return str(_("%(who)s put this pair back into the queue %(when)s.", **told))


def _returned(review: PairReview, told: dict[str, Any]) -> str:
    """The decision that is over, and since when the pair is back."""
    assert review.returned_at is not None
    told["since"] = day_in_words(review.returned_at)
    if review.reason is None:
        return str(_("%(who)s approved this pair %(when)s, and one side declined. It is back since %(since)s.", **told))
    reason = DISMISSALS[review.reason]
    sentence = _("%(who)s dismissed this pair %(when)s. Reason: %(reason)s. It is back since %(since)s.")
    return str(sentence) % {**told, "reason": reason}
