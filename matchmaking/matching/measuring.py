"""The engine against a file of graded pairs. Reads files, never the database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from matchmaking.errors import DomainError
from matchmaking.matching import adapter
from matchmaking.matching.engine import Engine, Parameters, ProfileDocument
from matchmaking.matching.engine.evaluation import Judge, Measures, read_judgements
from matchmaking.profiles import content
from matchmaking.profiles.amounts import DEFAULT_RATES


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
    """The profiles of a JSON file in the product's file format, as the engine reads them.

    Raises UnreadableProfiles. Amounts are converted by the rates that stand in the code, since no database is read.
    """
    try:
        items = json.loads(file.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnreadableProfiles(f"{file.name} is not JSON: {error}") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise UnreadableProfiles(f"{file.name} must be a list of organisations")
    return [_document(item, position) for position, item in enumerate(items, start=1)]


def _document(data: dict[str, Any], position: int) -> ProfileDocument:
    key = str(data.get("id") or data.get("key") or "")
    typed, problems = content.from_dict(data)
    if typed is None or not key:
        told = ", ".join(f"{problem.field} {problem.code}" for problem in problems) or "id missing"
        raise UnreadableProfiles(f"organisation {position} {key}: {told}")
    return adapter.document_of(key, typed, on=None, rates={rate.currency: rate.eur for rate in DEFAULT_RATES})
