"""What an organizer may count on, told by small cases."""

from __future__ import annotations

import subprocess
import sys

import pytest

from matchmaking.matching.engine import (
    DocumentError,
    Engine,
    OpportunityText,
    ParameterError,
    Parameters,
    ProfileDocument,
    Statistics,
    StatisticsError,
    explain_pair,
)
from tests.engine.samples import demonstration, profile, sample_lexicon


def engine_of(*documents: ProfileDocument, **parameters: float) -> Engine:
    return Engine(Parameters(**parameters), lexicon=sample_lexicon()).fit(documents)  # type: ignore[arg-type]


def partners(engine: Engine, key: str) -> list[str]:
    return [pair.right_key if pair.left_key == key else pair.left_key for pair in engine.suggestions_for(key)]


CHECKOUT_OFFER = ("Page de paiement: passerelle de paiement CIB pour e-commerçants",)
CHECKOUT = profile("DZ01", offers=CHECKOUT_OFFER)
HOST = profile("DZ02", offers=("Hébergement: serveurs à Alger, sauvegarde quotidienne, support joignable",))
ARABIC_CHECKOUT = profile("DZ03", offers=("الدفع الإلكتروني: صفحة دفع للتجار مع ربط سريع",), languages=("ar", "fr"))


def test_a_need_finds_the_offer_that_meets_it() -> None:
    shop = profile("ML01", needs=("Encaisser: une passerelle de paiement pour nos clients",))

    assert partners(engine_of(shop, HOST, CHECKOUT), "ML01")[0] == "DZ01"


def test_a_concept_bridges_two_languages() -> None:
    shop = profile("ML01", needs=("Encaisser: paiement en ligne pour notre boutique",))

    engine = engine_of(shop, HOST, ARABIC_CHECKOUT)

    assert partners(engine, "ML01") == ["DZ03"]
    explanation = engine.explain("ML01", "DZ03")
    shared = explanation.evidence[0].terms[0]
    assert shared.key == "concept:online-payment"
    assert [words_at(shop.opportunities[0], span) for span in shared.need_spans] == ["paiement en ligne"]
    assert [words_at(ARABIC_CHECKOUT.opportunities[0], span) for span in shared.offer_spans] == ["الدفع الإلكتروني"]


def words_at(opportunity: OpportunityText, span: tuple[str, int, int]) -> str:
    field, start, end = span
    return str(getattr(opportunity, field))[start:end]


def test_two_competitors_rank_below_one_who_needs_what_the_other_offers() -> None:
    seller = profile("ML01", offers=("Paiement en ligne: passerelle de paiement pour marchands",))
    rival = profile("DZ01", offers=("Paiement en ligne: passerelle de paiement pour marchands",))
    buyer = profile("DZ02", needs=("Encaisser: nous voulons le paiement en ligne pour marchands",))

    assert partners(engine_of(seller, rival, buyer), "ML01")[0] == "DZ02"


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"stages": ("growth",)}, "stage_excluded"), ({"ticket_min_eur": 500_000.0}, "ticket_below")],
)
def test_an_investor_whose_rules_exclude_the_startup_falls_behind(change: dict[str, object], reason: str) -> None:
    startup = profile("ML01", needs=("Amorçage: 80 k€ pour équiper",), stage="seed", seeking_amount_eur=80_000.0)
    rules: dict[str, object] = {"kind": "investor", "stages": ("seed",), "ticket_min_eur": 20_000.0}
    text = ("Amorçage: levée de fonds de startups",)
    fits = profile("DZ09", offers=text, **{**rules, "ticket_max_eur": 900_000.0})
    excludes = profile("DZ01", offers=text, **{**rules, "ticket_max_eur": 900_000.0, **change})

    engine = engine_of(startup, fits, excludes)

    assert partners(engine, "ML01") == ["DZ09", "DZ01"]
    assert reason in {remark.code for remark in engine.explain("ML01", "DZ01").missing}


def test_money_and_stage_count_only_within_an_investors_trades() -> None:
    startup = {"kind": "startup", "stage": "seed", "seeking_amount_eur": 80_000.0}
    need = ("Amorçage: 80 k€ pour équiper un atelier",)
    investor = profile(
        "DZ01", offers=("Amorçage: levée de fonds de startups",), kind="investor", sectors=("energy",), stages=("seed",)
    )
    inside = profile("ML01", needs=need, sectors=("energy",), **startup)
    outside = profile("ML02", needs=need, sectors=("tourism",), **startup)

    engine = engine_of(investor, inside, outside)

    assert partners(engine, "DZ01") == ["ML01", "ML02"]
    spoken_for = {remark.code for remark in engine.explain("ML02", "DZ01").agreements}
    assert not {"seeks_funding", "stage_fits"} & spoken_for
    assert "outside_thesis" in {remark.code for remark in engine.explain("ML02", "DZ01").missing}
    assert {"seeks_funding", "stage_fits"} <= {remark.code for remark in engine.explain("ML01", "DZ01").agreements}


def test_an_investor_without_a_named_trade_is_open_to_all() -> None:
    startup = profile("ML01", needs=("Amorçage: 80 k€",), sectors=("tourism",), seeking_amount_eur=80_000.0)
    generalist = profile("DZ01", offers=("Amorçage: levée de fonds",), kind="investor", sectors=())

    explanation = engine_of(startup, generalist).explain("ML01", "DZ01")

    assert "seeks_funding" in {remark.code for remark in explanation.agreements}
    assert "outside_thesis" not in {remark.code for remark in explanation.missing}


def test_two_investors_may_finance_together() -> None:
    one = profile("ML01", needs=("Co-investisseurs: pour les tours suivants de levée de fonds",), kind="investor")
    other = profile("DZ01", offers=("Amorçage: levée de fonds",), kind="investor")

    codes = {remark.code for remark in engine_of(one, other).explain("ML01", "DZ01").agreements}

    assert "co_investment" in codes


def test_a_thin_offer_does_not_climb_over_one_that_says_what_it_does() -> None:
    shop = profile("ML01", needs=("Encaisser: une passerelle de paiement CIB pour notre boutique de tissus",))
    thin = profile("DZ01", offers=("Paiement: ",))
    buyers = [profile(f"ML{n:02d}", needs=(f"Paiement: encaisser {word}",)) for n, word in enumerate("abcdef", 2)]

    engine = engine_of(shop, *buyers, thin, profile("DZ02", offers=CHECKOUT_OFFER))

    assert partners(engine, "ML01")[0] == "DZ02"
    assert ("thin_profile", "DZ01") in {
        (remark.code, *remark.values) for remark in engine.explain("ML01", "DZ01").missing
    }


def test_a_need_that_nobody_meets_is_told_and_earns_nothing() -> None:
    mill = profile("ML01", needs=("Coton: des acheteurs de fibre",))

    engine = engine_of(mill, HOST, CHECKOUT)

    assert engine.suggestions_for("ML01") == []
    explanation = engine.explain("ML01", "DZ01")
    assert explanation.evidence == ()
    assert explanation.left_blocks == 0
    assert ("need_unmet", "ML01/n1") in {(remark.code, *remark.values) for remark in explanation.missing}


def test_institutions_meet_institutions_and_others_only_where_both_ask() -> None:
    need, offer = ("Hébergement: un hébergement souverain",), ("Hébergement: un hébergement souverain",)
    ministry = profile("ML01", needs=need, kind="institution")
    asking = profile("ML02", needs=need, kind="institution", also_meets=("startup",))
    office = profile("DZ01", offers=offer, kind="institution")
    startup = profile("DZ02", offers=offer)
    open_startup = profile("DZ03", offers=offer, also_meets=("institution",))

    engine = engine_of(ministry, asking, office, startup, open_startup)

    assert partners(engine, "ML01") == ["DZ01"]
    assert sorted(partners(engine, "ML02")) == ["DZ01", "DZ03"]


def test_partners_who_know_each_other_are_not_suggested() -> None:
    shop = profile("ML01", needs=("Paiement: une passerelle de paiement",), excludes=("DZ01",))

    assert partners(engine_of(shop, CHECKOUT), "ML01") == []


@pytest.mark.parametrize(
    ("documents", "code"),
    [
        ((), "no_profiles"),
        ((CHECKOUT,), "one_side_only"),
        ((CHECKOUT, HOST), "one_side_only"),
        ((profile("ML01", needs=("de la: et des",)), profile("DZ01", offers=("the: of and",))), "no_words"),
        ((profile("ML01", needs=("coton: ",)), HOST), "nothing_in_common"),
        ((profile("ML01", needs=("hébergement: ",), kind="institution"), HOST), "nobody_eligible"),
    ],
)
def test_silence_has_a_reason(documents: tuple[ProfileDocument, ...], code: str) -> None:
    engine = engine_of(*documents)

    assert engine.suggestions() == []
    assert engine.silence_ is not None
    assert engine.silence_.code == code


def test_an_explanation_says_what_agrees_what_is_missing_and_what_to_ask() -> None:
    shop = profile("ML01", needs=("Paiement: une passerelle de paiement", "Coton: des acheteurs"), sectors=("fintech",))
    other = profile("DZ01", offers=("Paiement en ligne: pour marchands",), sectors=("fintech",), languages=("ar",))

    explanation = engine_of(shop, other).explain("DZ01", "ML01")

    assert {remark.code for remark in explanation.agreements} == {"same_sector"}
    codes = {(remark.code, *remark.values) for remark in explanation.missing}
    assert {("no_offer_text", "ML01"), ("need_unmet", "ML01/n2"), ("no_common_language", "fr", "ar")} <= codes
    assert explanation.first_question.code == "ask_language"
    assert explanation.left_blocks >= 1
    assert explanation.right_blocks == 0


def test_a_stored_run_explains_itself_without_the_engine() -> None:
    engine = Engine(lexicon=sample_lexicon()).fit(demonstration())
    stored = Statistics.from_bytes(engine.statistics_.to_bytes())
    documents = {document.key: document for document in demonstration()}

    for pair in engine.suggestions()[:20]:
        left, right = documents[pair.left_key], documents[pair.right_key]
        explanation = explain_pair(left, right, stored, Parameters(), lexicon=sample_lexicon())
        assert explanation.score == pair.score

    assert stored.to_bytes() == engine.statistics_.to_bytes()


def test_damaged_statistics_are_refused() -> None:
    with pytest.raises(StatisticsError):
        Statistics.from_bytes(b"anything")


def test_explaining_in_a_page_loads_no_heavy_library() -> None:
    heavy = "{'sklearn', 'scipy', 'numba'}"
    code = f"import sys, matchmaking.matching.engine; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"


def test_wrong_input_is_refused_in_words() -> None:
    with pytest.raises(DocumentError, match="FR"):
        ProfileDocument(key="X", country="FR", kind="startup")
    with pytest.raises(DocumentError, match="DZ01"):
        engine_of(CHECKOUT, CHECKOUT)
    with pytest.raises(ParameterError, match="top_n"):
        Parameters(top_n=0)
    with pytest.raises(ParameterError, match="colour"):
        Parameters.from_dict({"colour": 1})


def test_parameters_survive_storage() -> None:
    changed = Parameters(top_n=5, hub=0.25)

    assert Parameters.from_dict(changed.as_dict()) == changed
