"""The named annex: who takes part, as a workbook of its own that says when it is to be destroyed. Stored nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from matchmaking.lists import apart
from matchmaking.locale import speaking
from matchmaking.profiles.models import Profile
from matchmaking.reports.rendering.blocks import Tabled
from matchmaking.reports.rendering.xlsx import Cover, workbook
from matchmaking.reports.tables import Cell, Code, Nothing, Table, Text
from matchmaking.reports.wording import Words

COLUMNS = ("annex.name", "annex.country", "annex.city", "annex.kind", "annex.sectors", "annex.website")


def render(
    profiles: Sequence[Profile], words: Words, *, product: str, fictional: bool, taken_at: datetime, until: datetime
) -> bytes:
    """XLSX bytes: organisations that all participants see, without persons and without contacts."""
    table = Table("annex", COLUMNS, tuple(_row(profile, words) for profile in profiles))
    note = words.say("annex.note", date=words.date(until.date()))
    tabled = Tabled(table, words["annex.title"], note, tuple(words[code] for code in COLUMNS), words)
    lines = [words.taken(taken_at), *([words["report.fictional"]] if fictional else []), note]
    return workbook(Cover(words["annex.title"], lines, product, taken_at), words, [tabled])


def _row(profile: Profile, words: Words) -> tuple[Cell, ...]:
    with speaking(words.language):
        sectors = apart(words[f"sector.{code}"] for code in profile.sectors if f"sector.{code}" in words)
    return (
        Text(profile.name),
        Code(f"country.{profile.country}"),
        Text(profile.city) if profile.city else Nothing(),
        Code(f"one.{profile.kind}"),
        Text(sectors) if sectors else Nothing(),
        Text(profile.website) if profile.website else Nothing(),
    )
