"""The engine against a file of graded pairs. Reads files, never the database."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from matchmaking.errors import DomainError
from matchmaking.matching.engine import Engine, OpportunityText, Parameters, ProfileDocument
from matchmaking.matching.engine.evaluation import Judge, Measures, read_judgements
from matchmaking.profiles import content
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.vocabulary import Currency


class UnreadableProfiles(DomainError):
    """The file of profiles cannot be read; the sentence says where."""


def measure(profiles_file: Path, judgements_file: Path) -> Measures:
    """Fit the engine on all profiles and measure every profile's whole list of the other side."""
    documents = read_documents(profiles_file)
    engine = Engine(Parameters(top_n=max(len(documents), 1))).fit(documents)
    lists = {
        document.key: [
            pair.right_key if pair.left_key == document.key else pair.left_key
            for pair in engine.suggestions_for(document.key)
        ]
        for document in documents
    }
    return Judge(documents, read_judgements(judgements_file)).measure(lists)


def read_documents(file: Path) -> list[ProfileDocument]:
    """The profiles of a JSON file in the product's file format, as the engine reads them."""
    return [_document(item) for item in json.loads(file.read_text(encoding="utf-8"))]


def _document(data: dict[str, Any]) -> ProfileDocument:
    typed, problems = content.from_dict(data)
    if typed is None:
        raise UnreadableProfiles(f"{data.get('id')}: {', '.join(f'{p.field} {p.code}' for p in problems)}")
    key = str(data["id"])
    return ProfileDocument(
        key=key,
        country=typed.country.value,
        kind=typed.kind.value,
        sectors=tuple(typed.sectors),
        languages=tuple(typed.languages),
        summary=typed.summary,
        opportunities=_opportunities(key, typed),
        stage=typed.stage.value if typed.stage else None,
        stages=tuple(typed.stages),
        also_meets=tuple(typed.also_meets),
        seeking_amount_eur=_euro(typed.seeking_amount, typed),
        ticket_min_eur=_euro(typed.ticket_min, typed),
        ticket_max_eur=_euro(typed.ticket_max, typed),
    )


def _opportunities(key: str, typed: ProfileContent) -> tuple[OpportunityText, ...]:
    return tuple(
        OpportunityText(
            key=f"{key}/{number}",
            side=item.side.value,
            title=item.title,
            text=item.text,
            kind=item.kind.value if item.kind else None,
        )
        for number, item in enumerate(typed.opportunities, start=1)
    )


def _euro(amount: Decimal | None, typed: ProfileContent) -> float | None:
    """Amounts of graded files are in euro; other currencies have no dated table here and are left out."""
    return float(amount) if amount is not None and typed.currency in (None, Currency.EUR) else None
