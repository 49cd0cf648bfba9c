"""What hangs on a profile inside this feature and goes over to the kept one: people, invitations, checks, old keys.

Offers and needs follow the organizer's choice and are moved by `operations`.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.extensions import db
from matchmaking.lists import listed
from matchmaking.profiles import policy, queries
from matchmaking.profiles.disclosure import is_masked
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.merging import Merge, MergeStep
from matchmaking.profiles.models import Invitation, Membership, Profile, ProfileCheck, ProfileMerge
from matchmaking.profiles.queries import in_demonstration


def carry_out(merge: Merge) -> None:
    """Make the people, invitations, checks and former keys of the absorbed profile the kept one's."""
    kept, absorbed = merge.kept, merge.absorbed
    _join_members(kept, absorbed)
    for table in (Invitation, ProfileCheck):
        db.session.execute(sa.update(table).where(table.profile_id == absorbed.id).values(profile_id=kept.id))
    db.session.execute(sa.update(ProfileMerge).where(ProfileMerge.kept_id == absorbed.id).values(kept_id=kept.id))
    kept.claimed_at = min(filter(None, (kept.claimed_at, absorbed.claimed_at)), default=None)
    db.session.flush()
    for profile in (kept, absorbed):
        db.session.expire(profile, ["members", "checks"])


def obstacles(merge: Merge) -> Sequence[str]:
    """What organizers or the organisation have to settle first."""
    kept, absorbed = merge.kept, merge.absorbed
    if kept.country is not absorbed.country:
        return [_("One speaks for Mali, the other for Algeria. An organisation on both shores keeps two profiles.")]
    if kept.fictional is not absorbed.fictional:
        return [_("One of the two is invented: it cannot become a real one.")]
    if _hides_its_name(kept) is not _hides_its_name(absorbed):
        return [
            _("One of the two shows its name to nobody before acceptance, the other does. Its people choose first.")
        ]
    found = [
        _("Changes of %(name)s wait for a check. Approve or return them first.", name=profile.name)
        for profile in (kept, absorbed)
        if profile.revision is not None and profile.revision.returned_reason is None
    ]
    if is_shown(absorbed) and not is_shown(kept):
        names = {"shown": absorbed.name, "hidden": kept.name}
        found.append(_("Others see %(shown)s, but not %(hidden)s. Keep %(shown)s instead.", **names))
    if kept.revision is not None and not found and comes_by_check(merge):
        found.append(
            _("Returned changes of %(name)s are in its people's hands. They send or drop them first.", name=kept.name)
        )
    return found


def foretell(merge: Merge) -> Sequence[str]:
    """What happens to people and invitations."""
    kept, absorbed = merge.kept, merge.absorbed
    told = []
    if newcomers := [member for member in absorbed.members if not policy.is_member(member.user, kept)]:
        names = listed(member.user.full_name for member in newcomers)
        told.append(_("New members of this profile: %(names)s.", names=names))
    if waiting := queries.count_open_invitations(absorbed):
        told.append(
            ngettext(
                "One open invitation leads to this profile from now on.",
                "%(num)s open invitations lead to this profile from now on.",
                waiting,
            )
        )
    if comes_by_check(merge):
        told.append(_("Nobody sees %(name)s today: what comes from it waits as changes to check.", name=absorbed.name))
    return told


STEP = MergeStep(
    columns=frozenset(
        {
            "memberships.profile_id",
            "invitations.profile_id",
            "profile_checks.profile_id",
            "profile_merges.kept_id",
            "opportunities.profile_id",  # moved by choice; what is folded or hidden stays with its old row
            "revisions.profile_id",  # what was returned to its author stays with the old row, and in the record
            "profile_merges.absorbed_id",
            "twin_dismissals.first_id",  # said about a profile that is proposed no more
            "twin_dismissals.second_id",
        }
    ),
    carry_out=carry_out,
    obstacles=obstacles,
    foretell=foretell,
)


def _join_members(kept: Profile, absorbed: Profile) -> None:
    present = sa.select(Membership.user_id).where(Membership.profile_id == kept.id)
    leaving = Membership.profile_id == absorbed.id
    db.session.execute(sa.delete(Membership).where(leaving, Membership.user_id.in_(present)))
    db.session.execute(sa.update(Membership).where(leaving).values(profile_id=kept.id))


def _hides_its_name(profile: Profile) -> bool:
    return is_masked(profile, to_other_side=True)


def is_shown(profile: Profile) -> bool:
    """Whether the other participants see it at this moment."""
    return policy.is_visible(profile, demonstration=in_demonstration())


def comes_by_check(merge: Merge) -> bool:
    """Whether what the absorbed profile says must not appear by the merge alone: nobody sees it, and the kept one is
    published."""
    return merge.kept.status is ProfileStatus.PUBLISHED and not is_shown(merge.absorbed)
