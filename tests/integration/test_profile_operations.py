"""What can be done to a profile, by whom, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import Purpose, RoleName, User
from matchmaking.audit.queries import list_events
from matchmaking.errors import Gone, NotAllowed, NotFound, StaleDecision, TransitionError
from matchmaking.extensions import db
from matchmaking.outbox.models import Job, Message
from matchmaking.outbox.registry import Subscription, registry
from matchmaking.profiles import content, operations, policy, queries
from matchmaking.profiles.content import OpportunityContent, ProfileContent
from matchmaking.profiles.lifecycle import ProfileAction, ProfileStatus, allows, next_status
from matchmaking.profiles.merging import Merge
from matchmaking.profiles.models import Profile
from matchmaking.profiles.operations.editing import Saved
from matchmaking.profiles.operations.members import LastOne
from matchmaking.profiles.twins import operations as twins
from matchmaking.profiles.twins.choosing import Choice
from matchmaking.profiles.vocabulary import Country, Kind, Side
from matchmaking.settings.models import PlatformSettings
from tests.factories import make_profile, make_user

TYPED = ProfileContent(
    country=Country.MALI,
    kind=Kind.STARTUP,
    name="JiSènè",
    opportunities=(
        OpportunityContent(side=Side.OFFER, title="Sondes"),
        OpportunityContent(side=Side.NEED, title="Cartes"),
    ),
)


@pytest.fixture(autouse=True)
def facts(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts become jobs only where somebody listens."""
    for fact in ("profile.changed", "profile.withdrawn"):
        monkeypatch.setitem(registry(app).subscribers, fact, [Subscription(f"test.{fact}")])


def told(kind: str) -> int:
    count = db.session.scalar(sa.select(sa.func.count(Job.id)).where(Job.kind == f"test.{kind}"))
    assert count is not None
    return count


def actions(profile: Profile) -> list[str]:
    return [event.action for event in list_events(f"profile:{profile.id}")]


def organizer() -> User:
    return make_user("organisatrice@example.org", role=RoleName.ORGANIZER)


def switch_review_on() -> None:
    db.session.add(PlatformSettings(id=1, review_edits=True, suggestions_open=False, hold_minutes=10))
    db.session.flush()


def test_from_draft_to_publication(app: Flask) -> None:
    with app.app_context():
        now, awa, boss = clock.now(), make_user(), organizer()
        profile = operations.create_profile(TYPED, actor=awa, now=now)
        assert (profile.status, profile.contact_user) == (ProfileStatus.DRAFT, awa)
        assert operations.create_profile(TYPED, actor=awa, now=now) is profile
        operations.submit(profile, actor=awa, now=now)
        assert queries.list_visible() == []
        operations.publish(profile, shown_version=profile.version, actor=boss, now=now)
        assert queries.list_visible() == [profile]
        assert told("profile.changed") == 1
        assert actions(profile) == ["profile.created", "profile.submitted", "profile.published"]
        letter = db.session.scalars(sa.select(Message)).one()
        assert (letter.kind, letter.address) == ("profile.published", "awa@example.org")
        assert "JiSènè" in letter.subject
        assert f"/organisation/{profile.key}" in letter.text


def test_nothing_is_stored_before_the_transfer_consent_of_somebody_abroad(app: Flask) -> None:
    with app.app_context():
        abroad = make_user("lyes@example.org", residence="DZ", consents=(Purpose.TERMS,))
        with pytest.raises(NotAllowed):
            operations.create_profile(TYPED, actor=abroad, now=clock.now())
        assert db.session.scalars(sa.select(Profile)).all() == []


def test_a_profile_without_a_need_cannot_be_submitted_and_a_published_one_cannot_lose_it(app: Flask) -> None:
    with app.app_context():
        now, awa = clock.now(), make_user()
        half = replace(TYPED, opportunities=TYPED.opportunities[:1])
        draft = operations.create_profile(half, actor=awa, now=now)
        with pytest.raises(operations.Incomplete) as problem:
            operations.submit(draft, actor=awa, now=now)
        assert [point.code for point in problem.value.missing] == ["need"]
        published = make_profile("ML01", members=(awa,))
        with pytest.raises(operations.Incomplete):
            operations.save(published, half, actor=awa, now=now)


def test_a_returned_profile_carries_its_reason_to_its_people(app: Flask) -> None:
    with app.app_context():
        now, awa, boss = clock.now(), make_user(), organizer()
        profile = make_profile("ML01", members=(awa,))
        operations.return_to_author(
            profile, "Précisez <b>la quantité</b>.", shown_version=profile.version, actor=boss, now=now
        )
        assert profile.status is ProfileStatus.DRAFT
        assert profile.returned_reason == "Précisez <b>la quantité</b>."
        letter = db.session.scalars(sa.select(Message)).one()
        assert "Précisez <b>la quantité</b>." in letter.text
        assert "<b>la quantité" not in (letter.html or "")
        assert told("profile.changed") == 1
        operations.submit(profile, actor=awa, now=now)
        assert profile.returned_reason is None


def test_withdrawal_unpublishes_at_once_and_is_told(app: Flask) -> None:
    with app.app_context():
        awa = make_user()
        profile = make_profile("ML01", members=(awa,))
        operations.withdraw(profile, actor=awa, now=clock.now())
        assert queries.list_visible() == []
        assert (told("profile.changed"), told("profile.withdrawn")) == (1, 1)
        operations.submit(profile, actor=awa, now=clock.now())
        assert profile.status is ProfileStatus.SUBMITTED


def test_an_edit_is_live_at_once_while_the_switch_is_off(app: Flask) -> None:
    with app.app_context():
        awa = make_user()
        profile = make_profile("ML01", members=(awa,))
        typed = replace(content.of(profile), city="Ségou")
        version = profile.version
        assert operations.save(profile, typed, actor=awa, now=clock.now()) is Saved.LIVE
        assert operations.save(profile, typed, actor=awa, now=clock.now()) is Saved.UNCHANGED
        assert (profile.city, told("profile.changed"), profile.version > version) == ("Ségou", 1, True)


def test_an_edit_waits_for_a_check_while_the_switch_is_on(app: Flask) -> None:
    with app.app_context():
        now, awa, boss = clock.now(), make_user(), organizer()
        switch_review_on()
        profile = make_profile("ML01", members=(awa,))
        typed = replace(content.of(profile), city="Ségou")
        assert operations.save(profile, typed, actor=awa, now=now) is Saved.WAITING
        assert (profile.city, told("profile.changed")) == ("Bamako", 0)
        assert queries.editable_content(profile).city == "Ségou"
        operations.return_revision(profile, "Où exactement ?", shown_version=profile.version, actor=boss, now=now)
        assert profile.revision is not None
        assert profile.revision.returned_reason == "Où exactement ?"
        with pytest.raises(NotAllowed):
            operations.approve_revision(profile, shown_version=profile.version, actor=boss, now=now)
        operations.save(profile, replace(typed, city="Ségou centre"), actor=awa, now=now)
        operations.approve_revision(profile, shown_version=profile.version, actor=boss, now=now)
        assert (profile.city, profile.revision, told("profile.changed")) == ("Ségou centre", None, 1)
        assert [row.key for row in profile.opportunities] == ["ML01/1", "ML01/2"]


def test_the_second_of_two_organizers_is_told_who_decided(app: Flask) -> None:
    with app.app_context():
        now, boss = clock.now(), organizer()
        other = make_user("autre@example.org", role=RoleName.ORGANIZER)
        profile = make_profile("ML01", members=(make_user(),), status=ProfileStatus.SUBMITTED)
        shown = profile.version
        operations.publish(profile, shown_version=shown, actor=boss, now=now)
        with pytest.raises(StaleDecision) as stale:
            operations.return_to_author(profile, "Trop court", shown_version=shown, actor=other, now=now)
        assert "Organisatrice" in stale.value.decision
        assert profile.status is ProfileStatus.PUBLISHED


def test_what_somebody_else_may_not_do(app: Flask) -> None:
    with app.app_context():
        now, awa, stranger, boss = clock.now(), make_user(), make_user("x@example.org"), organizer()
        profile = make_profile("ML01", members=(awa,))
        typed = replace(content.of(profile), city="Ségou")
        for actor in (stranger, boss):
            with pytest.raises(NotAllowed):
                operations.save(profile, typed, actor=actor, now=now)
            with pytest.raises(NotAllowed):
                operations.withdraw(profile, actor=actor, now=now)
        for actor in (stranger, awa):
            with pytest.raises(NotAllowed):
                operations.archive(profile, shown_version=profile.version, actor=actor, now=now)
        with pytest.raises(TransitionError):
            operations.publish(profile, shown_version=profile.version, actor=boss, now=now)


def test_a_colleague_joins_by_invitation_once(app: Flask) -> None:
    with app.app_context():
        now, awa = clock.now(), make_user()
        profile = make_profile("ML01", members=(awa,))
        invitation = operations.invite(profile, "seydou@example.org", actor=awa, now=now)
        assert operations.invite(profile, "seydou@example.org", actor=awa, now=now) is invitation
        letters = db.session.scalars(sa.select(Message).order_by(Message.id)).all()
        assert [letter.address for letter in letters] == ["seydou@example.org"] * 2
        assert "{{link:join}}" in letters[0].text
        seydou, oumar = make_user("seydou@example.org"), make_user("oumar@example.org")
        operations.accept_invitation(invitation, actor=seydou, now=now)
        operations.accept_invitation(invitation, actor=seydou, now=now)
        assert [member.user for member in profile.members] == [awa, seydou]
        with pytest.raises(Gone):
            operations.accept_invitation(invitation, actor=oumar, now=now)


def test_the_contact_person_and_the_last_member_stay(app: Flask) -> None:
    with app.app_context():
        now, awa, seydou = clock.now(), make_user(), make_user("seydou@example.org", consents=())
        profile = make_profile("ML01", members=(awa, seydou))
        with pytest.raises(LastOne):
            operations.remove_member(profile, awa.id, actor=seydou, now=now)
        operations.choose_contact(profile, seydou.id, actor=awa, now=now)
        assert queries.list_visible() == [], "visibility rests on the new contact person's consents"
        operations.remove_member(profile, awa.id, actor=awa, now=now)
        with pytest.raises(LastOne):
            operations.remove_member(profile, seydou.id, actor=seydou, now=now)
        with pytest.raises(NotFound):
            operations.remove_member(profile, awa.id, actor=awa, now=now)


def test_an_organizer_types_for_somebody_until_the_profile_is_taken_over(app: Flask) -> None:
    with app.app_context():
        now, boss = clock.now(), organizer()
        typed = replace(TYPED, contact_name="Kadia", contact_phone="+22370000000")
        profile = operations.create_for_somebody(typed, paper="Registre A, page 3", actor=boss, now=now)
        operations.save(profile, replace(typed, city="Kayes"), actor=boss, now=now)
        operations.publish(profile, shown_version=profile.version, actor=boss, now=now + timedelta(minutes=1))
        assert queries.list_visible() == [profile]
        with pytest.raises(NotFound):
            operations.claim(profile, actor=make_user("voleur@example.org"), now=now)


def test_an_organizer_does_not_publish_what_its_people_have_not_handed_in(app: Flask) -> None:
    with app.app_context():
        boss = organizer()
        draft = make_profile("ML01", members=(make_user(),), status=ProfileStatus.DRAFT)
        with pytest.raises(NotAllowed):
            operations.publish(draft, shown_version=draft.version, actor=boss, now=clock.now())
        typed = make_profile("ML02", status=ProfileStatus.DRAFT)
        operations.publish(typed, shown_version=typed.version, actor=boss, now=clock.now())
        assert typed.status is ProfileStatus.PUBLISHED


@pytest.mark.parametrize("who", ["member", "organizer", "stranger"])
@pytest.mark.parametrize("status", list(ProfileStatus))
def test_who_may_do_what_in_each_state(app: Flask, status: ProfileStatus, who: str) -> None:
    """A claimed profile: its people submit and withdraw, organizers decide the rest, strangers nothing."""
    actions_of = {
        "member": {ProfileAction.SUBMIT, ProfileAction.WITHDRAW},
        "organizer": set(ProfileAction) - {ProfileAction.SUBMIT, ProfileAction.WITHDRAW},
        "stranger": set(),
    }
    with app.app_context():
        people = {"member": make_user(), "organizer": organizer(), "stranger": make_user("x@example.org")}
        for number, action in enumerate(ProfileAction):
            profile = make_profile(f"ML{number}", members=(people["member"],), status=status)
            handed_in = not (status is ProfileStatus.DRAFT and action is ProfileAction.PUBLISH)
            expected = allows(status, action) and action in actions_of[who] and handed_in
            assert policy.can_decide(people[who], profile, action) is expected
            verb = VERBS[action]
            if expected:
                verb(profile, people[who])
                assert profile.status is next_status(status, action)
            else:
                with pytest.raises((NotAllowed, TransitionError)):
                    verb(profile, people[who])
                assert profile.status is status


def merge_away(profile: Profile, who: User) -> None:
    """Into another profile of the same organisation, seen by others as this one."""
    kept = make_profile("ML99", members=(make_user("autre@example.org"),))
    versions = (kept.version, profile.version)
    twins.carry_out(Merge(kept, profile, who, clock.now()), Choice(), shown_versions=versions)


VERBS: dict[ProfileAction, Callable[[Profile, User], None]] = {
    ProfileAction.SUBMIT: lambda p, who: operations.submit(p, actor=who, now=clock.now()),
    ProfileAction.PUBLISH: lambda p, who: operations.publish(p, shown_version=p.version, actor=who, now=clock.now()),
    ProfileAction.RETURN: lambda p, who: operations.return_to_author(
        p, "Motif", shown_version=p.version, actor=who, now=clock.now()
    ),
    ProfileAction.WITHDRAW: lambda p, who: operations.withdraw(p, actor=who, now=clock.now()),
    ProfileAction.ARCHIVE: lambda p, who: operations.archive(p, shown_version=p.version, actor=who, now=clock.now()),
    ProfileAction.RESTORE: lambda p, who: operations.restore(p, shown_version=p.version, actor=who, now=clock.now()),
    ProfileAction.MERGE: merge_away,
}
