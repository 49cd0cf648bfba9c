"""The share of content words that the lexicon understands, by language, and its most frequent gaps.

`.venv/bin/python scripts/lexicon_coverage.py FILE…` reads plain text files, one text a line; without a file it reads
the needs, offers and distractors of tests/engine/field_sentences*.csv.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from matchmaking.language.coverage import coverage  # noqa: E402  (found only once the root is on the path)

SENTENCES = sorted((ROOT / "tests" / "engine").glob("field_sentences*.csv"))
GAPS = 60


def texts(files: list[Path]) -> Iterator[str]:
    """The lines of plain files, or the sentences of a CSV with the columns need, offer and distractor."""
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            if path.suffix == ".csv":
                for row in csv.DictReader(file):
                    yield from (row["need"], row["offer"], row["distractor"])
            else:
                yield from file


def main() -> None:
    """Prints one paragraph a language."""
    for language, found in sorted(coverage(texts([Path(name) for name in sys.argv[1:]] or SENTENCES)).items()):
        print(f"{language}: {found.share:.1%} of {found.words} content words")
        print("   ", " ".join(f"{word}·{count}" for word, count in found.missed.most_common(GAPS)), "\n")


if __name__ == "__main__":
    main()
