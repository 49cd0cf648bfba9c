"""A discreet fund is named in no spelling that it gave, on no page of the other shore."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking.extensions import db
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.twins.choosing import Choice, merged
from matchmaking.profiles.vocabulary import Country, Kind
from tests.factories import make_profile, make_user
from tests.integration.mailbox import send_due
from tests.visitor import Visitor

READER, FUND = "awa@example.org", "lyes@example.org"
SUMMARY = "يمول صندوق تامغوت الشركات الناشئة. FONDS-TAMGOUT investit au Mali."


@pytest.fixture
def fund(app: Flask) -> Visitor:
    with app.app_context():
        make_profile("ML01", members=(make_user(READER, residence="ML"),))
        lyes = make_user(FUND, residence="DZ")
        values = {"kind": Kind.INVESTOR, "discreet": True, "name": "Fonds Tamgout", "summary": SUMMARY}
        make_profile("DZ01", members=(lyes,), **values)
        db.session.commit()
    return Visitor(app).sign_in(FUND)


def test_what_a_fund_gives_as_other_spellings_is_cut_out_of_its_texts(app: Flask, fund: Visitor) -> None:
    reader = Visitor(app).sign_in(READER)
    reader.visit("/profiles/DZ01")
    assert "صندوق تامغوت" in reader.text, "nobody has said that this is its name"
    fund.visit("/organisation/DZ01/details")
    fund.submit(other_names="صُندوق تامغـوت\nTamgout Partners")
    send_due(app)
    reader.visit("/profiles/DZ01")
    assert "الشركات الناشئة" in reader.text
    assert "تامغوت" not in reader.text
    assert "tamgout" not in reader.text.lower()
    for word in ("تامغوت", "Tamgout"):
        reader.visit(f"/directory?search={word}")
        assert reader.soup.find("a", href="/profiles/DZ01") is None, "no search finds it by its name either"
    fund.visit("/organisation/DZ01/details")
    assert "Tamgout Partners" in fund.text, "its own people read what they wrote"


def test_two_funds_that_become_one_hide_the_names_of_both() -> None:
    kept = ProfileContent(name="Fonds Tamgout", country=Country.ALGERIA, kind=Kind.INVESTOR, discreet=True)
    absorbed = ProfileContent(
        name="Tamgout Capital", name_ar="تامغوت", country=Country.ALGERIA, kind=Kind.INVESTOR, other_names="TC\nTamgout"
    )
    one = merged(kept, absorbed, Choice())
    assert set(one.other_names.splitlines()) == {"Tamgout Capital", "تامغوت", "TC", "Tamgout"}
