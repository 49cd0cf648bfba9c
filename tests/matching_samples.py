"""Profiles whose matches anybody would see at a glance, and the runs and people that tests of matching need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.support import Translations

from matchmaking import clock
from matchmaking.accounts.models import RoleName, User
from matchmaking.extensions import db
from matchmaking.matching.running import run_matching
from matchmaking.profiles.models import Profile
from matchmaking.settings.models import PlatformSettings
from tests.factories import make_profile, make_user

FRENCH = Translations.load(Path(__file__).resolve().parents[1] / "translations", ["fr"])
# (offer, need) by name: each Malian need is met by the Algerian offer of the same line, and the other way round.
TEXTS = {
    "ML01": (
        "Collecte de lait en zone rurale | Réseau de vingt coopératives laitières autour de Ségou.",
        "Cartes électroniques pour capteurs | Fabrication de cartes électroniques en petite série.",
    ),
    "DZ01": (
        "Fabrication de cartes électroniques | Atelier d'assemblage de cartes électroniques, petites séries.",
        "Coopératives laitières pilotes | Nous cherchons des coopératives laitières pour la collecte de lait.",
    ),
    "ML02": (
        "Cours de mathématiques en bambara | Vidéos de mathématiques pour le lycée.",
        "Hébergement cloud souverain | Hébergement de serveurs et sauvegarde de données.",
    ),
    "DZ02": (
        "Hébergement cloud et sauvegarde | Serveurs hébergés à Alger, sauvegarde de données chaque nuit.",
        "Contenus scolaires de mathématiques | Vidéos de mathématiques pour le lycée.",
    ),
}


def add_profile(key: str, *members: User, **values: Any) -> Profile:
    """One of the profiles above, published, with a contact person of its own unless members are given."""
    offer, need = TEXTS[key]
    people = members or (make_user(f"{key.lower()}@example.org"),)
    texts = {"offers": (offer,), "needs": (need,)}
    return make_profile(key, members=people, **(texts | values))


def add_two_pairs() -> None:
    """The four profiles: two pairs that belong together, in two trades."""
    for key, sector in (("ML01", "agritech"), ("DZ01", "agritech"), ("ML02", "edtech"), ("DZ02", "edtech")):
        add_profile(key, sectors=[sector])


def add_organizer(email: str = "awa@example.org", name: str = "Awa Traoré") -> User:
    """Somebody who reviews."""
    return make_user(email, role=RoleName.ORGANIZER, full_name=name)


def open_suggestions() -> None:
    """Turn the switch that shows suggestions to participants."""
    db.session.add(PlatformSettings(id=1, suggestions_open=True, review_edits=False, hold_minutes=10))


def run_now() -> None:
    """Commit what was set up and compute, as the worker does."""
    db.session.commit()
    for _step in run_matching(now=clock.now()):
        db.session.commit()


def fr(text: str, **values: Any) -> str:
    """What a page says in French for an English source text, its spaces made plain as `Visitor.text` has them."""
    worded = str(FRENCH.gettext(text))
    return " ".join((worded % values if values else worded).split())
