"""Profiles of any number, invented from a seed: phrases of the lexicon in field sentences of three languages.

No two are copies: each has its own trades, its own words beside them and its own length, from a line to a page.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

from matchmaking.language.lexicon import Concept, Lexicon, product_lexicon
from matchmaking.matching.engine import OpportunityText, ProfileDocument
from matchmaking.matching.engine.documents import KINDS, STAGES

SENTENCES = Path(__file__).parents[1] / "tests" / "engine" / "field_sentences.csv"
LANGUAGES = ("fr", "fr", "fr", "ar", "en")
_FIELDS = ("need", "offer", "distractor")
_SECTORS = ("agritech", "fintech", "cloud", "energy", "edtech", "logistics", "healthtech", "ecommerce", "telecom")
_LINKS = {
    "fr": ("Nous proposons {} avec {} pour {}.", "Notre équipe cherche {} et {}, surtout {}.", "{}, {} et {}."),
    "en": ("We offer {} with {} for {}.", "Our team is looking for {} and {}, mainly {}.", "{}, {} and {}."),
    "ar": ("نقدم {} مع {} من أجل {}.", "نبحث عن {} و {} وخاصة {}.", "{} و {} و {}."),
}
_SYLLABLES = ("ba", "ko", "sé", "gou", "ta", "mi", "dra", "lim", "or", "an", "tza", "ni", "ré", "fa")


class Crowd:
    """Makes profiles; the same seed makes the same ones."""

    def __init__(self, seed: int = 1, lexicon: Lexicon | None = None) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a sample, no secret
        self._concepts = list((lexicon or product_lexicon()).concepts.values())
        with SENTENCES.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self._sentences = {
            language: [row[name] for row in rows for name in _FIELDS if row[f"{name}_language"] == language]
            for language in _LINKS
        }

    def profiles(self, size: int) -> list[ProfileDocument]:
        """`size` profiles of each side."""
        return [self._profile(f"{country}{number:06}", country) for country in ("ML", "DZ") for number in range(size)]

    def _profile(self, key: str, country: str) -> ProfileDocument:
        chance = self._chance
        language = chance.choice(LANGUAGES)
        trades = chance.sample(self._concepts, 12)
        count = chance.choice((1, 2, 3, 4, 5, 6))
        kind = chance.choices(KINDS, (60, 25, 10, 5))[0]
        return ProfileDocument(
            key=key,
            country=country,
            kind=kind,
            sectors=tuple(chance.sample(_SECTORS, chance.randint(1, 3))),
            languages=tuple(sorted({"fr", language})),
            summary=self._text(language, trades, chance.randint(1, 6)),
            opportunities=tuple(self._opportunity(f"{key}/{number}", language, trades) for number in range(count)),
            stage=chance.choice((None, *STAGES)),
            ticket_max_eur=200_000 if kind == "investor" else None,
        )

    def _opportunity(self, key: str, language: str, trades: list[Concept]) -> OpportunityText:
        own = self._chance.sample(trades, 6)
        title = self._chance.choice(own[0].phrases[language])
        return OpportunityText(
            key,
            self._chance.choice(("offer", "need")),
            title,
            self._text(language, own, self._chance.choice((1, 2, 2, 3, 4, 8))),
        )

    def _text(self, language: str, trades: list[Concept], sentences: int) -> str:
        chance, said = self._chance, []
        for _ in range(sentences):
            named = [chance.choice(one.phrases[language]) for one in chance.sample(trades, 3)]
            said.append(chance.choice(_LINKS[language]).format(*named))
            if chance.random() < 0.5:
                said.append(chance.choice(self._sentences[language]))
            if chance.random() < 0.4:
                said.append("".join(chance.choices(_SYLLABLES, k=4)).capitalize() + ".")
        return " ".join(said)
