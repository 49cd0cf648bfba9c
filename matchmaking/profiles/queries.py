"""Reading profiles. Writes nothing; what a reader may be shown of a profile is decided in `disclosure`."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import aliased, selectinload
from sqlalchemy.sql.elements import ColumnElement, SQLColumnExpression

from matchmaking.accounts.models import PersonalLink, Purpose, User
from matchmaking.accounts.policy import is_organizer, organized_side
from matchmaking.accounts.queries import valid_consent
from matchmaking.audit.models import AuditEvent
from matchmaking.audit.queries import list_events
from matchmaking.config import Settings
from matchmaking.database import lock
from matchmaking.errors import Moved, NotFound
from matchmaking.extensions import db
from matchmaking.paging import Narrowed, cut
from matchmaking.profiles import content, history, policy
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.listing import Claimed, DeskFilters
from matchmaking.profiles.models import ExchangeRate, Invitation, Membership, Profile, ProfileMerge, Revision
from matchmaking.profiles.vocabulary import Country, Kind

PAGE_LENGTH = 30


def in_demonstration() -> bool:
    """Whether this installation shows invented organisations."""
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    return settings.demo


def hosting_country() -> str:
    """Where the platform's data are kept."""
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    return settings.hosting_country


def in_place() -> ColumnElement[bool]:
    """Whether the `Profile` of the surrounding query exists here at all: invented ones only in a demonstration,
    none that was merged into another.

    A server that was a demonstration before and is real now shows none of them to anybody, organizers included.
    """
    return _in_place(in_demonstration())


@cache  # written once: a page asks it of many queries
def _in_place(demonstration: bool) -> ColumnElement[bool]:
    standing = Profile.id.not_in(sa.select(ProfileMerge.absorbed_id))
    return standing if demonstration else sa.and_(standing, Profile.fictional.is_(False))


def out_of_place() -> sa.Select[int]:
    """The ids of those that `in_place` leaves out: few, for conditions that are asked of many rows."""
    absorbed = sa.select(ProfileMerge.absorbed_id)
    if in_demonstration():
        return absorbed
    fictional = sa.select(Profile.id).where(Profile.fictional).correlate(None)
    return sa.select(sa.union(absorbed, fictional).subquery().c[0])


def visible() -> ColumnElement[bool]:
    """Whether other participants may see the `Profile` of the surrounding query, at this moment.

    Published, and the crossing of the border rests on something: the contact person's valid consents, or, while
    nobody has claimed an imported profile, the importer's declaration. Invented ones only in a demonstration.
    The same rule in Python: `policy.is_visible`.
    """
    return _visible(in_demonstration())


@cache
def _visible(demonstration: bool) -> ColumnElement[bool]:
    listed = sa.exists(
        sa.select(User.id)
        .where(User.id == Profile.contact_user_id, valid_consent(Purpose.LISTING), valid_consent(Purpose.TRANSFER))
        .correlate(Profile)
    )
    declared = sa.and_(
        sa.or_(Profile.import_batch_id.is_not(None), Profile.fictional),
        Profile.contact_user_id.is_(None),
        Profile.claimed_at.is_(None),
        ~Profile.members.any(),
    )
    return sa.and_(Profile.status == ProfileStatus.PUBLISHED, _in_place(demonstration), sa.or_(listed, declared))


def moderated_by(user: User) -> ColumnElement[bool]:
    """Whether the person reads and publishes the `Profile` of the surrounding query, as far as its country decides.

    Side organizers have their own country's only. The same rule in Python: `policy.can_moderate`.
    """
    side = organized_side(user)
    return sa.true() if side is None else Profile.country == Country(side)


def get_moderated(key: str, user: User) -> Profile:
    """A profile that this person reads before it is published; raises NotFound for one of the other country."""
    profile = find_by_key(key)
    if profile is None or not policy.can_moderate(user, profile):
        raise NotFound(f"profile {key}")
    return _at(key, profile)


def get_for_decision(key: str, user: User) -> Profile:
    """The same, locked until the end of the transaction, so that two decisions follow one another."""
    return locked(get_moderated(key, user))


def locked(profile: Profile) -> Profile:
    """The profile as it is now, held until the end of the transaction."""
    lock(profile)
    return profile


def find_by_key(key: str) -> Profile | None:
    """The profile with this key, whoever may see it; the kept one for the key of one that was merged."""
    return db.session.scalar(sa.select(Profile).where(Profile.key == key, in_place())) or _find_kept(key)


def get_by_key(key: str) -> Profile:
    """The profile with this key; raises NotFound, and Moved for the key of one that was merged."""
    profile = find_by_key(key)
    if profile is None:
        raise NotFound(f"profile {key}")
    return _at(key, profile)


def _find_kept(key: str) -> Profile | None:
    absorbed = aliased(Profile)
    return db.session.scalar(
        sa.select(Profile)
        .join(ProfileMerge, ProfileMerge.kept_id == Profile.id)
        .join(absorbed, absorbed.id == ProfileMerge.absorbed_id)
        .where(absorbed.key == key, in_place())
    )


def _at(key: str, profile: Profile) -> Profile:
    """The profile, which this reader may have; Moved leads from the key of a merged one to its own."""
    if profile.key != key:
        raise Moved(key, profile.key)
    return profile


def list_for_user(user: User) -> Sequence[Profile]:
    """The organisations of a person, the one they joined first before the others."""
    return db.session.scalars(
        sa.select(Profile)
        .join(Membership, Membership.profile_id == Profile.id)
        .where(Membership.user_id == user.id, in_place())
        .order_by(Membership.joined_at, Membership.id)
    ).all()


def invests(user: User) -> bool:
    """Whether one of the person's organisations is an investor."""
    own = sa.select(Profile.id).join(Membership, Membership.profile_id == Profile.id)
    query = own.where(Membership.user_id == user.id, Profile.kind == Kind.INVESTOR, in_place()).limit(1)
    return db.session.scalar(query) is not None


def list_visible(country: Country | None = None) -> Sequence[Profile]:
    """All profiles that participants see, with their opportunities, by key."""
    query = sa.select(Profile).where(visible()).options(selectinload(Profile.opportunities)).order_by(Profile.key)
    if country is not None:
        query = query.where(Profile.country == country)
    return db.session.scalars(query).all()


def list_hidden(profiles: Sequence[Profile]) -> list[Profile]:
    """Those of these profiles that the other shore does not see at this moment, in their order."""
    shown = sa.select(Profile.id).where(Profile.id.in_([profile.id for profile in profiles]), visible())
    seen = set(db.session.scalars(shown)) if profiles else set()
    return [profile for profile in profiles if profile.id not in seen]


def get_of_member(key: str, user: User) -> Profile:
    """One of the person's own organisations; raises NotFound."""
    profile = find_by_key(key)
    if profile is None or not policy.is_member(user, profile):
        raise NotFound(f"profile {key}")
    return _at(key, profile)


def get_editable(key: str, user: User) -> Profile:
    """A profile that the person may write; raises NotFound."""
    profile = find_by_key(key)
    if profile is None or not policy.can_edit(user, profile):
        raise NotFound(f"profile {key}")
    return _at(key, profile)


def get_shown_to(key: str, viewer: User) -> Profile:
    """A profile that the person may read; raises NotFound."""
    profile = find_by_key(key)
    if profile is None or not policy.can_see(viewer, profile, demonstration=in_demonstration()):
        raise NotFound(f"profile {key}")
    return _at(key, profile)


def editable_content(profile: Profile) -> ProfileContent:
    """What its people see in the form: the changes that wait for a check, else the profile itself."""
    return content_of_revision(profile.revision) if profile.revision else content.of(profile)


def content_of_revision(revision: Revision) -> ProfileContent:
    """The edit as it was typed; where its file form cannot be read any more, the profile as it stands."""
    typed, _problems = content.from_dict(revision.content)
    return typed or content.of(revision.profile)


def last_decision(profile: Profile) -> str:
    """Who did what to the profile last, in a sentence for organizers."""
    told = _told_events(profile)
    return history.sentence(told[-1], names_of({told[-1].actor_id})) if told else ""


def overtaken_by(profile: Profile, shown_version: int, user: User) -> str | None:
    """Who else changed the profile since a form showed it, in a sentence for its people; None where nobody did."""
    told = _told_events(profile)
    if profile.version == shown_version or not told or told[-1].actor_id == user.id:
        return None
    return history.sentence(told[-1], _own_names(profile, {told[-1].actor_id}))


def list_history(profile: Profile, viewer: User) -> list[history.Line]:
    """What happened to the profile, newest first. Members read their own names; organizers all."""
    events = _told_events(profile)
    people = {event.actor_id for event in events}
    return history.lines(events, names_of(people) if is_organizer(viewer) else _own_names(profile, people))


def names_of(people: AbstractSet[int | None]) -> dict[int, str]:
    """The names of persons by id."""
    rows = db.session.execute(sa.select(User.id, User.full_name).where(User.id.in_(people - {None})))
    return {row.id: row.full_name for row in rows}


def _told_events(profile: Profile) -> list[AuditEvent]:
    return [event for event in list_events(f"profile:{profile.id}") if event.action in history.SENTENCES]


def _own_names(profile: Profile, people: AbstractSet[int | None]) -> dict[int, str]:
    return names_of(people & {member.user_id for member in profile.members})


def get_invitation(invitation_id: int) -> Invitation:
    """An invitation, answered or not; raises NotFound."""
    invitation = db.session.get(Invitation, invitation_id)
    if invitation is None:
        raise NotFound(f"invitation {invitation_id}")
    return invitation


def find_open_invitation(profile: Profile, email: str) -> Invitation | None:
    """The unanswered invitation of an address to this profile."""
    return db.session.scalar(_open_invitations(profile).where(Invitation.email == email))


def list_open_invitations(profile: Profile) -> Sequence[Invitation]:
    """The invitations by mail that nobody has answered, oldest first."""
    return db.session.scalars(
        _open_invitations(profile).where(Invitation.email.is_not(None)).order_by(Invitation.created_at, Invitation.id)
    ).all()


def count_open_invitations(profile: Profile) -> int:
    """How many invitations, by mail and by personal link, nobody has answered."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(_open_invitations(profile).subquery())) or 0


def _open_invitations(profile: Profile) -> sa.Select[Invitation]:
    return sa.select(Invitation).where(
        Invitation.profile_id == profile.id, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None)
    )


def list_claimable(user: User) -> Sequence[Profile]:
    """The profiles that the person's personal links let them take over, or share where a merge brought the link."""
    opened = (
        sa.select(Invitation)
        .join(PersonalLink, PersonalLink.id == Invitation.personal_link_id)
        .where(
            PersonalLink.user_id == user.id,
            PersonalLink.revoked_at.is_(None),
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .order_by(Invitation.profile_id, Invitation.id)
    )
    found = db.session.scalars(opened.options(selectinload(Invitation.profile))).all()
    claimable = [one.profile for one in found if policy.can_claim(one.profile) or came_by_merge(one)]
    return [profile for profile in dict.fromkeys(claimable) if not policy.is_member(user, profile)]


def came_by_merge(invitation: Invitation) -> bool:
    """Whether it was made for a profile that was merged into this one since: it still lets its person in."""
    merges = db.session.scalars(sa.select(ProfileMerge).where(ProfileMerge.kept_id == invitation.profile_id))
    return any(
        (row["id"], row["profile_id"]) == (invitation.id, merge.absorbed_id)
        for merge in merges
        for row in merge.before["rows"].get("invitations", ())
    )


def find_claim(profile: Profile, user: User) -> Invitation | None:
    """The open invitation by which this person may take the profile over."""
    return db.session.scalar(
        _open_invitations(profile)
        .join(PersonalLink, PersonalLink.id == Invitation.personal_link_id)
        .where(PersonalLink.user_id == user.id, PersonalLink.revoked_at.is_(None))
        .order_by(Invitation.id)
        .limit(1)
    )


def list_desk(wanted: DeskFilters, *, viewer: User, page: int) -> Narrowed[Profile]:
    """All profiles that this organizer, or side organizer, decides about: the longest submitted first, then waiting
    changes, then the last touched."""
    submitted = Profile.status == ProfileStatus.SUBMITTED
    rank = sa.case((submitted, 0), (_changes_wait(), 1), (Profile.status == ProfileStatus.ARCHIVED, 3), else_=2)
    order = [rank, sa.case((submitted, Profile.submitted_at)), Profile.updated_at.desc(), Profile.id]
    mine = sa.and_(in_place(), moderated_by(viewer))
    return _page(mine, [mine, *_desk_conditions(wanted)], order, page)


def count_waiting(viewer: User) -> tuple[int, int]:
    """How many profiles, and how many edits of published ones, wait for this person's decision."""
    count = sa.select(sa.func.count(Profile.id)).where(in_place(), moderated_by(viewer))
    profiles = db.session.scalar(count.where(Profile.status == ProfileStatus.SUBMITTED))
    changes = db.session.scalar(count.where(_changes_wait()))
    return profiles or 0, changes or 0


def list_rates() -> Sequence[ExchangeRate]:
    """The organizers' dated table, newest first."""
    return db.session.scalars(
        sa.select(ExchangeRate).order_by(ExchangeRate.valid_from.desc(), ExchangeRate.currency)
    ).all()


def _desk_conditions(wanted: DeskFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.status:
        conditions.append(Profile.status == wanted.status)
    if wanted.country:
        conditions.append(Profile.country == wanted.country)
    if wanted.kind:
        conditions.append(Profile.kind == wanted.kind)
    if wanted.claimed:
        claimed = sa.or_(Profile.claimed_at.is_not(None), Profile.members.any())
        conditions.append(claimed if wanted.claimed is Claimed.YES else sa.not_(claimed))
    if wanted.search:
        columns = (Profile.name, Profile.name_ar, Profile.key)
        conditions.append(sa.or_(*(column.icontains(wanted.search, autoescape=True) for column in columns)))
    return conditions


def _changes_wait() -> ColumnElement[bool]:
    return Profile.revision.has(Revision.returned_reason.is_(None))


def _page(
    every: ColumnElement[bool],
    conditions: list[ColumnElement[bool]],
    order: Sequence[SQLColumnExpression[Any]],
    number: int,
) -> Narrowed[Profile]:
    every_one, fitting = (
        db.session.scalar(sa.select(sa.func.count(Profile.id)).where(*found)) or 0 for found in ([every], conditions)
    )
    here = cut(number, total=fitting, length=PAGE_LENGTH)
    # By their ids first: whole rows are read, and sorted, for one page only.
    ids = sa.select(Profile.id).where(*conditions).order_by(*order).limit(here.length).offset(here.start)
    parts = (selectinload(Profile.opportunities), selectinload(Profile.members), selectinload(Profile.revision))
    page = sa.select(Profile).where(Profile.id.in_(ids.correlate(None))).options(*parts).order_by(*order)
    return here.narrowed(db.session.scalars(page).all(), every=every_one)
