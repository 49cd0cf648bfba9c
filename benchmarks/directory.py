"""Times the directory's search beside a plain LIKE: `python -m benchmarks.directory [PROFILES] [DATABASE_URL]`.

Uses an empty database of its own; without an address, SQLite in a temporary folder.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from benchmarks.filling import add_profiles
from matchmaking import create_app
from matchmaking.accounts.models import User
from matchmaking.config import Settings
from matchmaking.database import Base
from matchmaking.extensions import db
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.queries import visible
from matchmaking.profiles.search import index
from matchmaking.profiles.search.documents import question
from matchmaking.profiles.search.pages import CARDS
from matchmaking.profiles.search.queries import search

TYPED = (
    "paiement mobile", "mangues séchées", "énergie solaire", "hébergement", "formation", "drones agricoles", "IA",
    "B2B", "4G", "logisti", "irrigation goutte", "santé", "الدفع عبر الهاتف", "الطاقة الشمسية", "استضافة", "تكوين",
    "تجارة إلكترونية", "زراعة", "مستثمر", "تأمين", "mobile payment", "solar", "hosting", "training", "e-commerce",
    "cold chain", "insurance", "data", "", "",
)  # fmt: skip
FACETS: tuple[dict[str, str], ...] = ({}, {"country": "DZ"}, {"kind": "startup", "sector": "fintech"})


def main(size: int, address: str) -> None:
    """Prints the median and the 95th percentile of both ways, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(_settings(address or f"sqlite:///{folder}/directory.db", Path(folder)))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            add_profiles(size)
            db.session.commit()
            assert index.is_complete()
            db.session.execute(sa.text("ANALYZE"))
            reader = User()
            asked = [(typed, FACETS[number % len(FACETS)]) for number, typed in enumerate(TYPED)]
            ours = _timed(lambda typed, chosen: search(question(typed), chosen, reader, start=0, length=CARDS), asked)
            plain = _timed(_like, asked)
            db.session.close()
            db.engine.dispose()
    slow = {name: statistics.quantiles(times, n=20)[-1] for name, times in (("search", ours), ("LIKE", plain))}
    for name, times in (("search", ours), ("LIKE", plain)):
        print(f"{name:>8}: median {statistics.median(times):6.1f} ms, p95 {slow[name]:6.1f} ms")
    ratio = statistics.median(ours) / statistics.median(plain)
    print(f"   ratio: {ratio:.2f} of LIKE at the median, {slow['search'] / slow['LIKE']:.2f} at the 95th percentile")


def _settings(address: str, folder: Path) -> Settings:
    return Settings(
        secret_key="for a measurement only",  # noqa: S106
        database_url=address,
        public_url="http://localhost",
        mail_from="Deux Rives <bonjour@deux-rives.example>",
        instance=folder,
        demo=True,
    )


def _like(typed: str, chosen: dict[str, str]) -> None:
    rows = sa.select(Profile.id).where(visible())
    for word in typed.split():
        said = Profile.opportunities.any(sa.or_(Opportunity.title.icontains(word), Opportunity.text.icontains(word)))
        rows = rows.where(sa.or_(Profile.name.icontains(word), Profile.summary.icontains(word), said))
    for name in chosen.keys() & {"country", "kind"}:
        rows = rows.where(getattr(Profile, name) == chosen[name])
    db.session.execute(rows).all()


def _timed(ask: Callable[[str, dict[str, str]], object], asked: list[tuple[str, dict[str, str]]]) -> list[float]:
    times = []
    for _round in range(3):
        for typed, chosen in asked:
            began = time.perf_counter()
            ask(typed, chosen)
            times.append((time.perf_counter() - began) * 1000)
    return times[len(asked) :]  # the first round warms up


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, sys.argv[2] if len(sys.argv) > 2 else "")
