"""From the letter after thirty days to the committee's minutes, as people walk it."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
import sqlalchemy as sa
import time_machine

from matchmaking.extensions import db
from matchmaking.followup import jobs, links, queries
from matchmaking.followup.lifecycle import ActionStatus, OutcomeKind
from matchmaking.followup.models import Action, CommitteeMeeting, OutcomeStatement
from matchmaking.followup.operations.asking import ask_due
from matchmaking.followup.standing import Standing
from matchmaking.introductions.models import Introduction
from matchmaking.outbox.models import Message
from matchmaking.settings.models import PlatformSettings
from tests.followup.conftest import COMMITTEE
from tests.introductions.world import ALGERIAN, MALIAN, ORGANIZER, World
from tests.printing.paper import Paper, skip_where_nothing_prints
from tests.visitor import Visitor


def ask(world: World) -> int:
    with world.app.app_context():
        asked = ask_due(now=world.now)
        db.session.commit()
        return asked


def link(world: World, prefix: str, address: str) -> str:
    world.deliver()
    for mail in reversed(world.mails):
        body = mail.get_body(("plain",))
        assert body is not None
        found = re.search(rf"http://localhost(/{prefix}/\S+)", body.get_content())
        if mail["To"] == address and found:
            return found[1]
    raise AssertionError(f"no link /{prefix}/ was mailed to {address}")


def follow(visitor: Visitor, words: str) -> None:
    """Press the link of <main> that holds these words."""
    found = next(one for one in visitor.soup.select("main a") if words in one.text)
    visitor.visit(str(found["href"]))


def standing(world: World, kind: OutcomeKind) -> Standing:
    with world.app.app_context():
        return queries.standings([world.introduction_id])[world.introduction_id].outcomes[kind].standing


def test_both_sides_are_asked_after_thirty_and_ninety_days_and_never_twice(opened: World) -> None:
    opened.later(timedelta(days=29))
    assert ask(opened) == 0
    opened.later(timedelta(days=1))
    assert [ask(opened), ask(opened)] == [2, 0]
    opened.later(timedelta(days=60))
    assert [ask(opened), ask(opened)] == [2, 0]
    with opened.app.app_context():
        kinds = db.session.scalars(sa.select(Message.address).where(Message.kind == "followup.outcome"))
        assert sorted(kinds) == sorted([MALIAN, MALIAN, ALGERIAN, ALGERIAN])


@pytest.mark.parametrize(("weekday", "asked"), [(3, 2), (4, 1), (5, 0), (6, 1)])
def test_nobody_is_asked_on_the_own_weekend(opened: World, weekday: int, asked: int) -> None:
    """Algiers rests on Friday and Saturday, Bamako on Saturday and Sunday."""
    opened.now = datetime(2026, 12, 31, 9, tzinfo=UTC) + timedelta(days=weekday - 3)
    assert ask(opened) == asked


def test_where_weekends_are_not_kept_everybody_is_asked_on_any_day(opened: World) -> None:
    with opened.app.app_context():
        db.session.add(PlatformSettings(id=1, review_edits=True, suggestions_open=False, weekends_kept=False))
        db.session.commit()
    opened.now = datetime(2027, 1, 2, 9, tzinfo=UTC)
    assert ask(opened) == 2


def test_the_daily_job_asks_and_comes_back_in_the_morning(opened: World) -> None:
    opened.later(timedelta(days=30))
    with opened.app.app_context():
        jobs.daily({})
        jobs.daily({})
        assert queries.count_to_ask() == 2


def test_the_form_needs_no_sign_in_opening_it_says_nothing_and_it_may_be_corrected(opened: World) -> None:
    opened.later(timedelta(days=30))
    ask(opened)
    path, mariam = link(opened, "f", MALIAN), Visitor(opened.app)
    mariam.visit(path)
    assert standing(opened, OutcomeKind.CONTRACT) is Standing.UNKNOWN
    mariam.submit(kinds=["met", "contract"], contract_amount="15 000 000", contract_currency="XOF")
    assert standing(opened, OutcomeKind.CONTRACT) is Standing.DECLARED
    mariam.submit(kinds=["met"])
    assert standing(opened, OutcomeKind.CONTRACT) is Standing.UNKNOWN
    assert standing(opened, OutcomeKind.MET) is Standing.DECLARED
    with opened.app.app_context():
        said = db.session.scalars(sa.select(OutcomeStatement).order_by(OutcomeStatement.id)).all()
        assert [(one.kind.value, one.holds) for one in said] == [("met", True), ("contract", True), ("contract", False)]


def test_both_declaring_confirms_and_nothing_yet_is_an_answer(opened: World) -> None:
    opened.later(timedelta(days=30))
    ask(opened)
    first, second = Visitor(opened.app), Visitor(opened.app)
    first.visit(link(opened, "f", MALIAN))
    first.submit(kinds=["pilot"])
    second.visit(link(opened, "f", ALGERIAN))
    second.submit(kinds=[])
    with opened.app.app_context():
        assert (queries.answer_rate().asked, queries.answer_rate().answered) == (2, 2)
    second.submit(kinds=["pilot"])
    assert standing(opened, OutcomeKind.PILOT) is Standing.CONFIRMED


def test_forged_old_and_replaced_links_open_nothing(opened: World) -> None:
    opened.later(timedelta(days=30))
    ask(opened)
    path, visitor = link(opened, "f", MALIAN), Visitor(opened.app)
    visitor.visit(path[:-2] + "xx", status=404)
    with opened.app.app_context():
        opened.side("ML").link_generation += 1
        db.session.commit()
    visitor.visit(path, status=410)


def test_an_organizer_writes_down_what_was_heard_and_sees_the_contradiction_the_committee_does_not(
    opened: World, awa: Visitor, fatou: Visitor
) -> None:
    here = f"/followup/outcomes/{opened.introduction_id}"
    opened.later(timedelta(hours=2))
    awa.visit(f"{here}/heard/ML")
    awa.submit(name="Mariam", kinds=["investment"], investment_amount="9 000 000", investment_currency="XOF")
    awa.visit(f"{here}/heard/DZ")
    awa.submit(name="Nabil", kinds=["no_follow_up"], reason="no_means")
    assert "se contredisent" in awa.text
    fatou.visit("/followup/outcomes")
    assert "KeneyaLink" in fatou.text
    assert "contredisent" not in fatou.text
    assert "9\u202f000\u202f000" not in fatou.text
    fatou.visit(here, status=403)


def test_a_new_word_of_a_side_is_added_to_what_it_has_said(opened: World, awa: Visitor) -> None:
    """The organizer is asked whose word it is; only then does the form show what this side has said."""
    here = f"/followup/outcomes/{opened.introduction_id}"
    opened.later(timedelta(hours=2))
    awa.visit(f"{here}/heard/ML")
    awa.submit(name="Mariam", kinds=["contact", "met"])
    opened.later(timedelta(hours=2))
    awa.visit(here)
    follow(awa, "Noter ce que vous avez entendu")
    assert not awa.soup.select("main form")
    follow(awa, "KeneyaLink")
    ticked = [str(box["value"]) for box in awa.soup.select("[name=kinds][checked]")]
    assert ticked == ["contact", "met"]
    awa.submit(name="Mariam", kinds=[*ticked, "no_follow_up"], reason="later")
    assert standing(opened, OutcomeKind.CONTACT) is standing(opened, OutcomeKind.MET) is Standing.DECLARED
    assert "se contredisent" not in awa.text


def test_an_amount_or_a_reason_without_its_tick_is_asked_about_and_kept(opened: World) -> None:
    opened.later(timedelta(days=30))
    ask(opened)
    mariam = Visitor(opened.app)
    mariam.visit(link(opened, "f", MALIAN))
    mariam.submit(status=422, kinds=["met"], contract_amount="15 000 000", reason="later", note="Bientôt")
    assert "Cochez aussi « Contrat »" in mariam.text
    assert "Cochez aussi « Sans suite à ce jour »" in mariam.text
    assert mariam.soup.select_one("[name=contract_amount]")["value"] == "15 000 000"  # type: ignore[index]
    mariam.submit(kinds=["met", "contract"], reason="")
    assert standing(opened, OutcomeKind.CONTRACT) is Standing.DECLARED


def test_a_word_without_other_news_reaches_the_organizers_once(opened: World) -> None:
    opened.later(timedelta(days=30))
    ask(opened)
    mariam, awa = Visitor(opened.app), Visitor(opened.app).sign_in(ORGANIZER)
    mariam.visit(link(opened, "f", MALIAN))
    mariam.submit(status=422, kinds=[], note="Rien encore, le douanier est en congé")
    assert "Cochez ce dont vous parlez" in mariam.text
    assert "le douanier est en congé" in mariam.text
    mariam.submit(kinds=["met"], note="")
    for _tap in range(2):
        mariam.submit(kinds=["met"], note="Le douanier est revenu")
    assert awa.visit(f"/followup/outcomes/{opened.introduction_id}").text.count("Le douanier est revenu") == 1
    assert standing(opened, OutcomeKind.MET) is Standing.DECLARED


def test_contract_and_investment_have_each_their_own_currency(opened: World) -> None:
    opened.later(timedelta(days=30))
    ask(opened)
    mariam, awa = Visitor(opened.app), Visitor(opened.app).sign_in(ORGANIZER)
    mariam.visit(link(opened, "f", MALIAN))
    mariam.submit(
        kinds=["contract", "investment"],
        contract_amount="15 000 000",
        contract_currency="XOF",
        investment_amount="40 000",
        investment_currency="EUR",
    )
    awa.visit(f"/followup/outcomes/{opened.introduction_id}")
    known = awa.soup.select_one("[aria-labelledby=known]").text  # type: ignore[union-attr]
    assert "15\u202f000\u202f000\u00a0F\u00a0CFA" in known
    assert "40\u202f000\u00a0€" in known


def test_evidence_of_something_without_money_takes_no_amount(opened: World, awa: Visitor) -> None:
    awa.visit(f"/followup/outcomes/{opened.introduction_id}")
    awa.submit("/evidence", status=422, kind="memorandum", evidence="Dossier 12", amount="5 000")
    assert standing(opened, OutcomeKind.MEMORANDUM) is Standing.UNKNOWN
    assert awa.soup.select_one("[name=amount]")["value"] == "5 000"  # type: ignore[index]


def test_evidence_goes_above_words(opened: World, awa: Visitor) -> None:
    awa.visit(f"/followup/outcomes/{opened.introduction_id}")
    awa.submit("/evidence", kind="memorandum", evidence="Mémorandum signé, dossier 12")
    assert standing(opened, OutcomeKind.MEMORANDUM) is Standing.EVIDENCED


def test_notes_are_never_refused_and_the_wording_before_is_kept(fatou: Visitor) -> None:
    fatou.visit("/followup/recommendations")
    fatou.submit("/followup/recommendations", title="Reconnaître les labels", axis="")
    assert "Brouillon" in fatou.text
    fatou.visit(str(fatou.soup.find("a", string=re.compile("Corriger"))["href"]))  # type: ignore[index]
    fatou.submit(title="Reconnaître mutuellement les labels", axis="01")
    assert "Reconnaître les labels" in fatou.text
    fatou.visit("/followup/objectives/new?recommendation=1", status=200)


def test_an_owner_without_account_accepts_by_link_and_another_owner_ends_it(opened: World, awa: Visitor) -> None:
    awa.visit("/followup/actions/new")
    awa.submit(title="Ouvrir un bac à sable", owner_name="Issa", owner_email="issa@example.org", due_on="2026-12-10")
    action = awa.path
    path, issa = link(opened, "a", "issa@example.org"), Visitor(opened.app)
    issa.visit(path)
    assert "Proposée" in issa.text
    assert "10 décembre 2026" in issa.text
    issa.submit(button="Accepter")
    assert "Acceptée" in issa.text
    awa.visit(f"{action}/owner")
    awa.submit(owner_name="Lamine", owner_email="lamine@example.org")
    issa.visit(path, status=410)
    with opened.app.app_context():
        assert db.session.scalars(sa.select(Action.status)).one() is ActionStatus.PROPOSED


def test_an_old_link_to_an_action_shows_nothing_and_sends_its_owner_a_new_one(opened: World, awa: Visitor) -> None:
    awa.visit("/followup/actions/new")
    awa.submit(title="Ouvrir un bac à sable", owner_name="Issa", owner_email="issa@example.org", due_on="2026-12-10")
    path, issa = link(opened, "a", "issa@example.org"), Visitor(opened.app)
    issa.visit(path)
    with time_machine.travel(datetime.now(UTC) + links.ACTION_WITHIN + timedelta(days=1), tick=True):
        issa.submit(button="Accepter", status=410)
        issa.visit(path, status=410)
        assert "Ouvrir un bac à sable" not in issa.text
        assert "issa@example.org" not in issa.text
        issa.submit(button="M’envoyer un nouveau lien")
        assert "Un nouveau lien est en route" in issa.text
        assert "issa@example.org" not in issa.text
        fresh = link(opened, "a", "issa@example.org")
        assert fresh != path
        issa.visit(fresh)
        issa.submit(button="Accepter")
        assert "Acceptée" in issa.text


def test_an_old_link_of_somebody_who_no_longer_owns_the_action_sends_nothing(opened: World, awa: Visitor) -> None:
    awa.visit("/followup/actions/new")
    awa.submit(title="Ouvrir un bac à sable", owner_name="Issa", owner_email="issa@example.org", due_on="2026-12-10")
    action, path = awa.path, link(opened, "a", "issa@example.org")
    awa.visit(f"{action}/owner")
    awa.submit(owner_name="Lamine", owner_email="lamine@example.org")
    issa = Visitor(opened.app)
    issa.visit(path, status=410)
    assert "M’envoyer un nouveau lien" not in issa.text
    assert issa.client.post(f"{path}/link").status_code in (400, 410)
    with opened.app.app_context():
        assert not db.session.scalar(sa.select(sa.func.count()).where(Message.kind == "followup.action_link"))


def test_what_is_late_is_reminded_of_once_a_week(opened: World, awa: Visitor) -> None:
    awa.visit("/followup/actions/new")
    awa.submit(title="Livrer la note", owner_name="Issa", owner_email="issa@example.org", due_on="2026-12-02")
    sent = []
    for days in (2, 3, 4):
        opened.later(timedelta(days=days))
        with opened.app.app_context():
            jobs.daily({})
            query = sa.select(sa.func.count()).where(Message.kind == "followup.action_late")
            sent.append(db.session.scalar(query))
    assert sent == [1, 1, 2]


def test_reminders_end_after_eight_weeks_and_the_brief_goes_on(opened: World, awa: Visitor) -> None:
    awa.visit("/followup/actions/new")
    awa.submit(title="Livrer la note", owner_name="Issa", owner_email="issa@example.org", due_on="2026-12-02")
    opened.later(timedelta(days=58))
    with opened.app.app_context():
        jobs.daily({})
        query = sa.select(sa.func.count()).where(Message.kind == "followup.action_late")
        assert db.session.scalar(query) == 0
        assert [action.title for action in queries.list_late(opened.now.date())] == ["Livrer la note"]


def test_a_brief_leads_to_the_late_actions_it_leaves_out(opened: World, awa: Visitor) -> None:
    for number in range(9):
        awa.visit("/followup/actions/new")
        awa.submit(title=f"Action {number}", country="ML", due_on=f"2026-12-0{number + 1}")
    opened.later(timedelta(days=14))
    awa.sign_in(ORGANIZER).visit("/followup")
    section = awa.soup.find(attrs={"aria-labelledby": "late"})
    assert section is not None
    assert len(section.select("li")) == 8
    link = section.select_one(".block-head a")
    assert link is not None
    assert link.get_text(strip=True) == "Voir les 9"
    awa.visit(str(link["href"]))
    assert all(f"Action {number}" in awa.text for number in range(9))


def test_each_axis_is_named(opened: World, fatou: Visitor) -> None:
    for axis in ("01", "02", "03"):
        fatou.visit("/followup/recommendations")
        fatou.submit(title=f"Recommandation {axis}", axis=axis)
    fatou.visit("/followup/recommendations")
    heads = [head.get_text(strip=True) for head in fatou.soup.select("[aria-labelledby^=axis-] h2")]
    assert heads == [
        "Axe 01 · coopération institutionnelle",
        "Axe 02 · co-entrepreneuriat",
        "Axe 03 · compétences et formation",
    ]


def test_the_committee_sees_no_address_and_a_file_computes_nothing(opened: World, awa: Visitor, fatou: Visitor) -> None:
    awa.visit("/followup/actions/new")
    awa.submit(title="=1+1", owner_name="Issa", owner_email="issa@example.org", owner_phone="+223 70 00 00 01")
    action = awa.path
    assert "issa@example.org" in awa.text
    fatou.visit(action)
    assert "issa@example.org" not in fatou.text
    assert "70 00 00 01" not in fatou.text
    body = fatou.client.get("/followup/actions.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
    text = fatou.client.get("/followup/actions.csv").data.decode("utf-8-sig")
    assert "'=1+1" in text
    assert "issa@example.org" not in text


def test_an_action_outlives_the_introduction_it_came_from(opened: World, awa: Visitor) -> None:
    awa.visit(f"/followup/actions/new?introduction={opened.introduction_id}")
    awa.submit(title="Suivre le pilote", owner_name="Issa")
    with opened.app.app_context():
        db.session.delete(db.session.get_one(Introduction, opened.introduction_id))
        db.session.commit()
        kept = db.session.scalars(sa.select(Action)).one()
        assert (kept.introduction_id, kept.origin_label) == (None, "KeneyaLink\N{NO-BREAK SPACE}· NabdCare")


def test_the_link_of_a_meeting_is_one(fatou: Visitor) -> None:
    fatou.visit("/followup/meetings/new")
    fatou.submit(starts_at="2026-12-08T10:00", place="Bamako", link="https://visio.example/comite")
    assert fatou.soup.select_one("dl a[href='https://visio.example/comite']") is not None
    fatou.visit("/followup/meetings/new")
    fatou.submit(starts_at="2026-12-08T10:00", place="Bamako", link="javascript://visio.example/", status=422)


def test_a_meeting_keeps_its_brief_and_its_decisions_become_actions(opened: World, fatou: Visitor) -> None:
    fatou.visit("/followup/meetings/new")
    fatou.submit(starts_at="2026-12-08T10:00", place="Bamako")
    meeting = fatou.path
    fatou.submit("/hold")
    assert "telle qu’elle a été lue" in fatou.text
    fatou.submit("/decisions", text="Écrire aux ministères")
    fatou.submit("/action")
    assert "Écrire aux ministères" in fatou.text
    fatou.visit(meeting)
    fatou.submit("/minutes", minutes="Tous présents.")
    assert "Tous présents." in fatou.text
    with opened.app.app_context():
        action = db.session.scalars(sa.select(Action)).one()
        assert action.due_on is None
        assert queries.list_late(date(2027, 1, 1)) == []


def test_a_brief_that_was_frozen_in_one_language_is_read_in_another(
    opened: World, awa: Visitor, fatou: Visitor
) -> None:
    for title, due_on in (("Livrer la note", "2026-12-01"), ("Ouvrir le guichet", "2026-12-20")):
        awa.visit("/followup/actions/new")
        awa.submit(title=title, owner_name="Issa", owner_email="issa@example.org", due_on=due_on)
    opened.later(timedelta(days=2))
    fatou.sign_in(COMMITTEE)
    fatou.visit("/followup/meetings/new")
    fatou.submit(starts_at="2026-12-08T10:00", place="Bamako")
    meeting = fatou.path
    fatou.submit("/hold")
    opened.later(timedelta(days=60))
    reader = Visitor(opened.app).sign_in(COMMITTEE)
    brief = " ".join(one.text for one in reader.visit(meeting).select(".intro-clock"))
    assert "2 jours de retard" in brief
    assert "pour le 20 décembre 2026" in brief
    brief = " ".join(one.text for one in reader.submit("/language", button="ar").select(".intro-clock"))
    assert "20 ديسمبر 2026" in brief
    assert not re.search("[a-z]", brief), brief


def test_a_brief_that_kept_its_words_still_opens(opened: World, awa: Visitor, fatou: Visitor) -> None:
    awa.visit("/followup/actions/new")
    awa.submit(title="Livrer la note", owner_name="Issa", owner_email="issa@example.org", due_on="2026-12-20")
    fatou.visit("/followup/meetings/new")
    fatou.submit(starts_at="2026-12-08T10:00", place="Bamako")
    meeting = fatou.path
    fatou.submit("/hold")
    with opened.app.app_context():
        kept = db.session.scalars(sa.select(CommitteeMeeting)).one()
        assert kept.brief is not None
        lines = [{key: line[key] for key in line if key != "due_on"} for line in kept.brief["due"]]
        kept.brief = kept.brief | {"due": [line | {"due": "pour le 20 décembre 2026"} for line in lines]}
        db.session.commit()
    assert "pour le 20 décembre 2026" in fatou.visit(meeting).text


def test_a_meeting_that_is_over_asks_whether_it_was_held(opened: World, fatou: Visitor) -> None:
    fatou.visit("/followup/meetings/new")
    fatou.submit(starts_at="2026-12-08T10:00", place="Bamako")
    assert "À venir" in fatou.visit("/followup/meetings").text
    opened.later(timedelta(days=8))
    assert "À noter" in Visitor(opened.app).sign_in("comite@example.org").visit("/followup/meetings").text


def test_brief_and_minutes_go_on_one_sheet_of_paper(opened: World, awa: Visitor, fatou: Visitor) -> None:
    skip_where_nothing_prints()
    awa.visit("/followup/actions/new")
    awa.submit(title="Livrer la note", owner_name="Issa", owner_email="issa@example.org", due_on="2026-12-02")
    fatou.visit("/followup/meetings/new")
    fatou.submit(starts_at="2026-12-08T10:00", place="Bamako")
    meeting = fatou.path
    fatou.submit("/decisions", text="Écrire aux ministères")
    fatou.visit(meeting)
    fatou.submit("/minutes", minutes="Tous présents.")
    paper = Paper(fatou.client.get(f"{meeting}.pdf").data)
    assert len(paper.pages) == 1
    for words in ("10:00 Bamako · 11:00 Alger", "Livrer la note", "Écrire aux ministères", "Tous présents."):
        assert words in paper.text
    assert "issa@example.org" not in paper.text


def test_a_participant_has_no_door_to_it(opened: World) -> None:
    mariam = Visitor(opened.app).sign_in(MALIAN)
    for path in ("/followup", "/followup/actions", "/followup/outcomes", "/followup/recommendations"):
        mariam.visit(path, status=403)
