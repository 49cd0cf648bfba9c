"""The explanation as a product, on the pairs of the demonstration: passages, exact words, sentences, sums."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from functools import cache

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import joinedload

from matchmaking.accounts.models import RoleName, User
from matchmaking.config import Settings
from matchmaking.extensions import db
from matchmaking.language.terms import analyse, language_of
from matchmaking.matching import pair_view
from matchmaking.matching.engine import Engine, Explanation, Parameters, ProfileDocument, Suggestion
from matchmaking.matching.explaining import explainer
from matchmaking.matching.marking import MOST_WORDS, Segment
from matchmaking.matching.measuring import read_documents
from matchmaking.matching.models import Suggestion as SuggestionRow
from matchmaking.matching.pair_view import EvidenceView, PairView
from matchmaking.profiles.models import Profile
from matchmaking.profiles.reading_aid import MOST_IDEAS
from tests.engine.samples import DEMONSTRATION

CODE = re.compile(r"concept:|unit:|%\(|\b[a-z]+_[a-z_]+\b|\b(?:ML|DZ)\d\d\b")


@cache
def documents() -> dict[str, ProfileDocument]:
    return {document.key: document for document in read_documents(DEMONSTRATION / "profiles.json")}


@cache
def explained() -> list[tuple[Suggestion, Explanation]]:
    engine = Engine(Parameters()).fit(documents().values())
    return [(pair, engine.explain(pair.left_key, pair.right_key)) for pair in engine.suggestions()]


def test_contributions_sum_to_the_score_of_every_suggested_pair() -> None:
    assert len(explained()) > 400
    for suggestion, why in explained():
        parts = [one.contribution for one in (*why.evidence, *why.affinity_terms, *why.facts)]
        assert abs(sum(parts) + why.correction - suggestion.score) <= 1e-6
        assert why.score == suggestion.score
        for line in why.evidence:
            assert abs(sum(term.weight for term in line.terms) - line.contribution) <= 1e-6


def test_both_words_of_a_pairing_name_the_very_term() -> None:
    texts = {item.key: item for document in documents().values() for item in document.opportunities}
    said: dict[tuple[str, str], set[tuple[str, int, int]]] = {}
    for key, item in texts.items():
        for field in ("title", "text"):
            for term in analyse(getattr(item, field)):
                said.setdefault((key, field), set()).add((term.key, term.start, term.end))
    for _, why in explained():
        for line in why.evidence:
            for term in (term for term in line.terms if term.named and not term.key.startswith("unit:")):
                for key, spans in ((line.need_key, term.need_spans), (line.offer_key, term.offer_spans)):
                    for field, start, end in (span for span in spans if span[0] != "summary"):
                        keys = {place[0] for place in said[key, field] if place[1:] == (start, end)}
                        assert term.key in keys or not term.key.startswith("concept:")


@pytest.fixture
def views(app: Flask, settings: Settings) -> Iterator[list[tuple[Profile, Profile, PairView]]]:
    """Every third suggested pair as an organizer reads it, in French."""
    app.config["SETTINGS"] = dataclasses.replace(settings, demo=True)
    try:
        runner = app.test_cli_runner()
        assert runner.invoke(args=["demo", "load"]).exit_code == 0
        assert runner.invoke(args=["match", "run"]).exit_code == 0
        with app.test_request_context():
            organizer = next(
                user
                for user in db.session.scalars(sa.select(User).order_by(User.id))
                if any(role.name == RoleName.ORGANIZER for role in user.roles)
            )
            rows = db.session.scalars(
                sa.select(SuggestionRow)
                .options(joinedload(SuggestionRow.ml_profile), joinedload(SuggestionRow.dz_profile))
                .order_by(SuggestionRow.score.desc(), SuggestionRow.id)
            ).all()[::3]
            by = explainer()
            yield [
                (row.ml_profile, row.dz_profile, pair_view.build(row.ml_profile, row.dz_profile, organizer, by=by))
                for row in rows
            ]
    finally:
        app.config["SETTINGS"] = settings


def test_the_demonstrations_pairs_are_explained(views: list[tuple[Profile, Profile, PairView]]) -> None:
    assert len(views) > 100
    for ml, dz, view in views:
        for line in view.evidence:
            expect_passages(ml, dz, line)
            expect_words(line)
        for sentence in sentences(view):
            assert not CODE.search(sentence), sentence
        assert view.first_question, (ml.key, dz.key)
        assert view.first_question.endswith("?")
    assert sum(bool(view.evidence) for _, _, view in views) == len(views)
    worded = [line for _, _, view in views for line in view.evidence[:1]]
    assert sum(bool(line.words or line.ideas) for line in worded) >= 0.95 * len(worded)


def expect_passages(ml: Profile, dz: Profile, line: EvidenceView) -> None:
    """A need and an offer, word for word as their organisations wrote them."""
    assert {line.ml.side, line.dz.side} == {"need", "offer"}
    for owner, passage in ((ml, line.ml), (dz, line.dz)):
        written = {(row.side.value, row.title, row.text) for row in owner.opportunities}
        assert (passage.side, plain(passage.title), plain(passage.text)) in written
        assert passage.dir == ("rtl" if passage.lang == "ar" else "ltr")
        if passage.lang == "fr":
            assert not passage.aid.ideas
        else:
            assert len(passage.aid.ideas) <= MOST_IDEAS
            assert not [idea for idea in passage.aid.ideas if language_of(idea) == "ar"]


def expect_words(line: EvidenceView) -> None:
    """Each numbered word stands once on each side, written as the list of shared words says."""
    assert len(line.words) <= MOST_WORDS
    for passage, side in ((line.ml, "ml"), (line.dz, "dz")):
        marked = {part.number: part.text for part in (*passage.title, *passage.text) if part.number is not None}
        assert marked == {word.number: getattr(word, side) for word in line.words}
    for word in line.words:
        assert (word.ml_lang, word.dz_lang) == (line.ml.lang, line.dz.lang)


def sentences(view: PairView) -> Iterator[str]:
    """All that the platform itself says of a pair; titles that people wrote are left out."""
    yield view.strength.words
    yield view.strength.sentence
    for remark in view.agreements:
        yield f"{remark.head} {remark.text}"
    for remark in view.missing:
        yield remark.head
    yield re.sub(r"«[^»]*»", "", view.first_question or "")
    for line in view.evidence:
        yield from (line.label, line.weight_words, *line.ideas, *line.ml.aid.ideas, *line.dz.aid.ideas)


def plain(parts: Sequence[Segment]) -> str:
    return "".join(part.text for part in parts)
