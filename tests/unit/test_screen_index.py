"""The gallery of pictures reads from a file's name what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.screen_index import read_name, write_index


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("public-accueil-360.png", ("public-accueil", "fr", "light", "360")),
        ("startup-etape-offres-1440-ar.png", ("startup-etape-offres", "ar", "light", "1440")),
        ("public-aide-768-dark.png", ("public-aide", "fr", "dark", "768")),
        ("public-aide-768-en-dark.png", ("public-aide", "en", "dark", "768")),
    ],
)
def test_a_name_says_page_language_scheme_and_width(name: str, shown: tuple[str, str, str, str]) -> None:
    found = read_name(Path(name))
    assert (found.page, found.language, found.scheme, found.width) == shown


def test_every_picture_stands_in_the_index(tmp_path: Path) -> None:
    names = ["public-accueil-360.png", "public-accueil-360-ar.png", "startup-espace-1440-dark.png"]
    for name in names:
        (tmp_path / name).touch()
    write_index(tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert all(f'src="{name}"' in page for name in names)
    assert 'value="dark" checked' in page
