"""Small worlds for the engine's tests: a short lexicon, and profiles made by hand or by chance."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

import matchmaking
from matchmaking.language.lexicon import Lexicon
from matchmaking.matching.engine import OpportunityText, ProfileDocument

DEMONSTRATION = Path(matchmaking.__file__).parent / "demonstration"

_ROWS = """
startup||startup|jeune pousse|مؤسسة ناشئة|شركة ناشئة|startup
payment||paiement|دفع|payment
online-payment|payment|paiement en ligne|passerelle de paiement|الدفع الإلكتروني|online payment|checkout
irrigation||irrigation|ري|سقي|irrigation
drip-irrigation|irrigation|goutte à goutte|ري بالتنقيط|drip irrigation
hosting||hébergement|استضافة|hosting
cold-chain||chaîne du froid|سلسلة التبريد|cold chain
cotton||coton|قطن|cotton
fundraising||levée de fonds|amorçage|تمويل|fundraising
electronic-card||carte électronique|بطاقة إلكترونية|circuit board|electronic board
"""


def lexicon_rows() -> list[tuple[int, dict[str, str]]]:
    """The sample lexicon as the loader takes it."""
    rows = []
    for line, text in enumerate(_ROWS.strip().splitlines(), 2):
        concept, parent, *phrases = text.split("|")
        arabic = [phrase for phrase in phrases if any("\u0600" <= letter <= "\u06ff" for letter in phrase)]
        first = phrases.index(arabic[0])
        cells = {
            "fr": "|".join(phrases[:first]),
            "ar": "|".join(arabic),
            "en": "|".join(phrases[first + len(arabic) :]),
        }
        rows.append((line, {"concept": concept, "parent": parent, **cells}))
    return rows


@cache
def sample_lexicon() -> Lexicon:
    """The sample lexicon."""
    return Lexicon.from_rows(lexicon_rows())


def profile(key: str, *, offers: tuple[str, ...] = (), needs: tuple[str, ...] = (), **more: object) -> ProfileDocument:
    """A profile with offers and needs as "title: text" strings; its side stands first in its key."""
    opportunities = [
        OpportunityText(f"{key}/{side[0]}{number}", side, *_split(text))
        for side, texts in (("offer", offers), ("need", needs))
        for number, text in enumerate(texts, 1)
    ]
    values: dict[str, object] = {"kind": "startup", "languages": ("fr",), **more}
    return ProfileDocument(key=key, country=key[:2], opportunities=tuple(opportunities), **values)  # type: ignore[arg-type]


def _split(text: str) -> tuple[str, str]:
    title, _, body = text.partition(": ")
    return title, body


@cache
def demonstration() -> tuple[ProfileDocument, ...]:
    """The product's demonstration profiles as documents."""
    return tuple(_document(row) for row in json.loads((DEMONSTRATION / "profiles.json").read_text("utf-8")))


def _document(row: dict) -> ProfileDocument:  # type: ignore[type-arg]
    opportunities = tuple(
        OpportunityText(f"{row['id']}/{side[0]}{number}", side, item["title"], item["text"])
        for side, name in (("offer", "offers"), ("need", "seeks"))
        for number, item in enumerate(row[name], 1)
    )
    names = ("country", "kind", "sectors", "languages", "summary", "stage", "seeking_amount_eur")
    names += ("ticket_min_eur", "ticket_max_eur", "stages")
    return ProfileDocument(
        key=row["id"], opportunities=opportunities, **{name: row[name] for name in names if name in row}
    )


_WORDS = [
    "startup",
    "jeune",
    "pousse",
    "paiement",
    "en",
    "ligne",
    "checkout",
    "الدفع",
    "الإلكتروني",
    "irrigation",
    "goutte",
    "à",
    "goutte",
    "hébergement",
    "coton",
    "chaîne",
    "du",
    "froid",
    "سلسلة",
    "التبريد",
    "nous",
    "cherchons",
    "the",
    "and",
    "de",
    "la",
    "levée",
    "de",
    "fonds",
    "تمويل",
    "carte",
    "électronique",
    "4G",
    "Bamako",
]
_texts = st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)


@st.composite
def worlds(draw: st.DrawFn) -> list[ProfileDocument]:
    """Up to seven profiles of both sides, with texts of the field, gaps and every kind."""
    documents = []
    for number in range(draw(st.integers(0, 7))):
        key = f"{draw(st.sampled_from(('ML', 'DZ')))}{number:02}"
        sides = draw(st.lists(st.sampled_from(("offer", "need")), max_size=3))
        documents.append(
            ProfileDocument(
                key=key,
                country=key[:2],
                kind=draw(st.sampled_from(("startup", "company", "investor", "institution"))),
                sectors=tuple(draw(st.lists(st.sampled_from(("agritech", "fintech", "cloud")), max_size=2))),
                languages=tuple(draw(st.lists(st.sampled_from(("fr", "ar", "en")), max_size=2, unique=True))),
                summary=draw(_texts),
                opportunities=tuple(
                    OpportunityText(f"{key}/{index}", side, draw(_texts), draw(_texts))
                    for index, side in enumerate(sides)
                ),
                stage=draw(st.sampled_from((None, "idea", "seed"))),
                seeking_amount_eur=draw(st.sampled_from((None, 50_000, 900_000))),
                ticket_max_eur=draw(st.sampled_from((None, 100_000))),
                stages=draw(st.sampled_from(((), ("seed",)))),
                also_meets=draw(st.sampled_from(((), ("institution", "startup")))),
                excludes=draw(st.sampled_from(((), ("DZ01", "ML02")))),
            )
        )
    return documents
