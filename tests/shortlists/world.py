"""A discreet Algerian fund, four Malian startups that look for money, and suggestions that are open."""

from __future__ import annotations

from urllib.parse import urlencode

import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask

from matchmaking.extensions import db
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Currency, Kind
from matchmaking.shortlists.models import ShortlistEntry
from tests.factories import make_profile, make_user
from tests.matching_samples import open_suggestions, run_now
from tests.visitor import Visitor

FUND = "fonds@example.org"
NAMES = {"ML01": "JiSènè", "ML02": "KumaLab", "ML03": "Danaya Score", "ML04": "Koori Trace"}
NEED = "Levée de fonds en amorçage | Investissement en fonds propres pour nos capteurs agricoles."
OFFER = "Participation au capital | Investissement en fonds propres, amorçage, capteurs agricoles."


class CountingVisitor(Visitor):
    """Counts what a hand would do: each address opened by a link, each button pressed."""

    clicks = 0

    def visit(self, path: str, *, status: int = 200) -> BeautifulSoup:
        """One click on a link."""
        self.clicks += 1
        return super().visit(path, status=status)

    def submit(self, *args: object, **fields: object) -> BeautifulSoup:
        """One press of a button."""
        self.clicks += 1
        return super().submit(*args, **fields)  # type: ignore[arg-type]

    def tick_and_ask(self, *keys: str) -> BeautifulSoup:
        """Tick these on the shortlist, a click each, and press the button of the form that the boxes belong to."""
        form = self.form("/requests/new")
        boxes = self.soup.find_all("input", attrs={"form": form["id"], "name": "about"})
        assert set(keys) <= {str(box["value"]) for box in boxes}
        self.clicks += len(keys)
        return self.visit(f"{form['action']}?{urlencode([*self._values(form).items(), ('about', keys)], doseq=True)}")


def make_world(app: Flask) -> None:
    """Everybody, and a first run of the engine."""
    with app.app_context():
        for number, (key, name) in enumerate(NAMES.items(), start=1):
            make_profile(
                key,
                members=(make_user(f"{key.lower()}@example.org"),),
                name=name,
                summary=f"Sondes de niveau d'eau, lot {number}. Deuxième phrase.",
                needs=(NEED,),
                offers=(f"Capteurs agricoles, lot {number}",),
                stage="seed",
                seeking_amount=65_595_700,
                currency=Currency.XOF,
                seat_country="FR" if number == 4 else None,
                startup_label="Label Startup 2022" if number == 3 else None,
            )
        make_profile(
            "DZ01",
            members=(make_user(FUND, residence="DZ"), make_user("associe@example.org", residence="DZ")),
            kind=Kind.INVESTOR,
            name="Fonds Atlas",
            discreet=True,
            offers=(OFFER,),
            needs=("Capteurs agricoles à financer",),
            stages=["seed"],
            currency=Currency.EUR,
            ticket_min=25_000,
            ticket_max=120_000,
        )
        open_suggestions()
        run_now()


def notes(app: Flask) -> dict[str, str]:
    """What is kept, by the key of the other, with its note."""
    with app.app_context():
        query = sa.select(ShortlistEntry).where(ShortlistEntry.dropped_at.is_(None)).order_by(ShortlistEntry.id)
        return {entry.other_profile.key: entry.note for entry in db.session.scalars(query)}


def profile(key: str) -> Profile:
    """By key; inside an app context."""
    return db.session.scalars(sa.select(Profile).where(Profile.key == key)).one()
