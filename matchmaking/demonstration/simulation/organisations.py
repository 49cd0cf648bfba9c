"""More invented organisations than the file of the demonstration tells: varied from those, with names of their own.

Pure. What they offer and need is recombined inside a sector, so that it stays plausible; no name is that of a real
organisation for all we know, and no text names the one it was taken from.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

Told = dict[str, Any]

NAMES = {
    "ML": (
        ("Faso", "Djeli", "Sira", "Kènè", "Yelen", "Nyèta", "Baara", "Sogoma", "Dusu", "Lajè"),
        ("Lab", "Kura", "Connect", "Data", "Sugu", "Bolo", "Tech", "Ton", "Services", "Plus"),
    ),
    "DZ": (
        ("Rimel", "Zitoune", "Nadjma", "Tafat", "Yasmine", "Marsa", "Anzar", "Safia", "Djawhar", "Izdihar"),
        ("Tech", "Soft", "Link", "Data", "Services", "Systèmes", "Lab", "Cloud", "Pro", "Digital"),
    ),
}
TOWNS = {
    "ML": ("Bamako", "Ségou", "Sikasso", "Kayes", "Mopti", "Koulikoro", "Koutiala", "Gao", "Kita", "Bougouni"),
    "DZ": ("Alger", "Oran", "Constantine", "Annaba", "Sétif", "Blida", "Tlemcen", "Béjaïa", "Batna", "Mostaganem"),
}
COUNTRIES = {"ML": ("Mali", "Mali", "مالي"), "DZ": ("Algérie", "Algeria", "الجزائر")}
SUMMARIES = {
    "fr": "{name} est une équipe fictive de {town} ({country}), au travail depuis {founded} avec une dizaine de "
    "personnes. Elle cherche sur l’autre rive un partenaire avec qui apprendre, vendre et "
    "répondre ensemble aux appels d’offres.",
    "en": "{name} is an invented team in {town} ({country}), at work since {founded} with about ten people. It "
    "looks for a partner on the other shore to learn from, to sell with and to answer calls for tender together.",
    "ar": "{name} فريق خيالي في {town} ({country})، يعمل منذ {founded} مع نحو عشرة أشخاص. "
    "يبحث عن شريك على الضفة الأخرى للتعلم والبيع والمشاركة معًا في المناقصات.",
}
KINDS = ("startup", "company", "startup", "company", "startup", "investor")  # about as often as in the file
LANGUAGES = {"ML": ("fr", "fr", "fr", "en"), "DZ": ("fr", "ar", "fr", "en", "ar")}


def vary(everybody: Sequence[Told], number: int, rng: random.Random) -> list[Told]:
    """So many more organisations, half of them on each shore, in the product's file format."""
    made: list[Told] = []
    for country, wanted in (("ML", number - number // 2), ("DZ", number // 2)):
        own = [one for one in everybody if one["country"] == country]
        first = 1 + max(int(one["id"][2:]) for one in own)
        names = [f"{head} {tail}" for head in NAMES[country][0] for tail in NAMES[country][1]]
        rng.shuffle(names)
        for index in range(wanted):
            kind = KINDS[index % len(KINDS)]
            base = rng.choice([one for one in own if one["kind"] == kind])
            made.append(_varied(base, own, f"{country}{first + index:02d}", names[index], rng))
    return made


def _varied(base: Told, own: Sequence[Told], key: str, name: str, rng: random.Random) -> Told:
    country = base["country"]
    akin = [one for one in own if one is not base and set(one["sectors"]) & set(base["sectors"])] or [base]
    other = rng.choice(akin)
    language = rng.choice(LANGUAGES[country])
    told = {**base, "id": key, "name": name, "city": rng.choice(TOWNS[country]), "founded": rng.randrange(2012, 2025)}
    told["languages"] = [language, *(one for one in base["languages"] if one != language)]
    told["sectors"] = list(dict.fromkeys([*base["sectors"][:2], *other["sectors"][:1]]))
    told["offers"] = _some(base, other, "offers", rng)
    told["seeks"] = _some(other, base, "seeks", rng)
    told["summary"] = SUMMARIES[language].format(
        name=name,
        town=told["city"],
        country=COUNTRIES[country][("fr", "en", "ar").index(language)],
        founded=told["founded"],
    )
    return told


def _some(first: Told, second: Told, side: str, rng: random.Random) -> list[Told]:
    """One or two of the first one's, one of the second's where it has one, none of which names either."""
    names = (first["name"], second["name"])

    def speaks_for_anybody(one: Told) -> bool:
        return not any(name in one["title"] + one.get("text", "") for name in names)

    mine = [one for one in first[side] if speaks_for_anybody(one)]
    theirs = [one for one in second[side] if speaks_for_anybody(one)]
    chosen = rng.sample(mine, min(len(mine), rng.choice((1, 2)))) + rng.sample(theirs, min(len(theirs), 1))
    return [{name: value for name, value in one.items() if name != "id"} for one in chosen or first[side][:1]]
