"""Paper: our fonts in the file, both scripts shaped, nothing else loaded, the same bytes from the same text."""

from __future__ import annotations

import builtins
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from matchmaking.access import Access, access
from matchmaking.locale import speaking
from matchmaking.printing import documents, pdf
from tests.printing.paper import Paper, ink, skip_where_nothing_prints
from tests.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
LATIN, ARABIC = "Réunion ɛ ɔ ɲ ŋ · 10:00 – œuvre", "المؤسسة الناشئة"


def page(body: str, language: str = "fr", direction: str = "ltr") -> str:
    return f'<!doctype html><html lang="{language}" dir="{direction}"><title>Essai</title><body class="paper">{body}'


@pytest.fixture(autouse=True)
def _printing() -> None:
    skip_where_nothing_prints()


def test_latin_and_arabic_are_printed_in_fonts_that_travel_with_the_file() -> None:
    paper = Paper(
        pdf.make_pdf(page(f"<p>{LATIN}</p><p><b>Gras</b></p><p dir=rtl lang=ar>{ARABIC} <b>{ARABIC}</b></p>"))
    )
    assert LATIN in paper.text
    assert ARABIC in paper.text
    names = {name.partition("+")[2]: embedded for name, embedded in paper.fonts().items()}
    assert names == dict.fromkeys(("Paper-Latin", "Paper-Latin-Bold", "Paper-Arabic", "Paper-Arabic-Bold"), True)


def test_a_french_sentence_in_an_arabic_paper_keeps_its_full_stop_at_its_end() -> None:
    asked, written = (
        Paper(pdf.make_pdf(page(f"<p style='font-size:40pt'><bdi{told}>Un guichet.</bdi>", "ar", "rtl"))).picture()
        for told in ("", " dir=ltr")
    )
    assert asked == written


def test_arabic_letters_are_joined() -> None:
    """Joined letters are narrower than the same letters kept apart, and there is ink where they stand."""
    apart = "\u200c".join("مؤسسة")  # a sign that forbids joining
    pictures = [
        Paper(pdf.make_pdf(page(f"<p style='font-size:60pt'>{word}", "ar", "rtl"))).picture()
        for word in ("مؤسسة", apart)
    ]
    widths = []
    for picture in pictures:
        box = picture.point(lambda value: 255 if value < 128 else 0).getbbox()
        assert box is not None
        widths.append(box[2] - box[0])
    assert widths[0] < 0.9 * widths[1]


def test_no_letter_of_the_two_shores_is_an_empty_box() -> None:
    from fontTools.ttLib import TTFont

    signs = set("".join(map(chr, range(0x20, 0x7F))) + "àâçéèêëîïôùûüÿœæÀÉÊŒ«»’“”–—…·€\u202f\u00a0ɛɔɲŋƐƆƝŊḍẓṭɣ")
    arabic = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛؟٠١٢٣٤٥٦٧٨٩ًٌٍَُِّْپچڤگ")
    for weight in ("Regular", "Bold"):
        for family, wanted in (("NotoSans", signs), ("NotoSansArabic", arabic)):
            known = TTFont(pdf.STATIC / "fonts" / f"{family}-{weight}.woff2").getBestCmap()
            assert {sign for sign in wanted if ord(sign) not in known} == set()


def test_the_fonts_are_light_and_their_licence_stands_beside_them() -> None:
    folder = pdf.STATIC / "fonts"
    assert {path.name for path in folder.iterdir()} == {*pdf.FONTS, "OFL.txt"}
    assert sum(path.stat().st_size for path in folder.iterdir()) < 600_000


@pytest.mark.parametrize(
    "trap",
    [
        '<a href="file:///etc/passwd" rel="attachment">x</a>',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<img src="file:///etc/passwd">',
        '<img src="http://127.0.0.1:9/pixel.png">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<style>@import "file:///etc/passwd"; p { background: url(https://example.org/x.png) }</style><p>x</p>',
        '<base href="file:///etc/"><img src="passwd">',
        '<object data="file:///etc/passwd"></object>',
        '<svg width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
        '<img src="https://paper.invalid/fonts/../../pyproject.toml">',
    ],
)
def test_nothing_else_is_opened(trap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a file of the machine nor the network, whatever a text smuggles in."""
    asked: list[str] = []
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("it went to the network"))
    find = pdf._own_font
    monkeypatch.setattr(pdf, "_own_font", lambda url: asked.append(url) or find(url))
    paper = Paper(pdf.make_pdf(page(trap)))
    assert not paper.reader.attachments
    assert b"root:" not in paper.content
    assert any(not url.startswith(pdf.BASE + "fonts/Noto") for url in asked), "the trap was not even tried"


def test_the_same_text_gives_the_same_file() -> None:
    text = page(f"<p>{LATIN} {ARABIC}</p>")
    assert pdf.make_pdf(text) == pdf.make_pdf(text) != pdf.make_pdf(page("<p>Autre chose</p>"))


def test_a_document_runs_in_the_direction_of_its_language(app: Flask) -> None:
    """In Arabic the page number goes to the left, where a line ends."""
    corners = {"left": (0.0, 0.93, 0.3, 0.99), "right": (0.7, 0.93, 1.0, 0.99)}
    found = {}
    for language in ("fr", "ar"):
        with app.app_context(), speaking(language):
            content = pdf.make_pdf(documents.word("layouts/paper.html"))
        found[language] = {corner for corner, box in corners.items() if ink(Paper(content).picture(), box)}
        assert "1 / 1" in Paper(content).text
    assert found == {"fr": {"right"}, "ar": {"left"}}


def test_where_libraries_lack_the_page_says_what_to_do(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    result = app.test_cli_runner().invoke(args=["printing", "check"])
    assert result.exit_code == 1
    assert "libpango-1.0-0" in result.output
    assert "apt install" in result.output
    monkeypatch.setitem(app.view_functions, "pages.health", access(Access.PUBLIC)(lambda: pdf.make_pdf("x")))
    visitor = Visitor(app)
    visitor.visit("/healthz", status=503)
    assert "flask printing check" in visitor.text


def test_the_command_says_that_it_prints(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["printing", "check"])
    assert result.exit_code == 0, result.output


def test_pages_do_not_load_what_prints(tmp_path: Path) -> None:
    """It costs a second and forty megabytes in every web process."""
    script = (
        "import sys; from pathlib import Path\n"
        "from matchmaking import create_app; from matchmaking.config import Settings\n"
        "url, instance = sys.argv[1:]\n"
        "app = create_app(Settings(secret_key='x', database_url=url, instance=Path(instance)))\n"
        "assert app.test_client().get('/help').status_code == 200\n"
        "heavy = {name.split('.')[0] for name in sys.modules} & {'weasyprint', 'fontTools', 'icalendar', 'pydyf'}\n"
        "assert not heavy, heavy"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "INSTANCE": str(tmp_path)}
    command = [sys.executable, "-c", script, f"sqlite:///{tmp_path}/pages.db", str(tmp_path)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_what_is_left_out_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf.make_pdf(page('<img src="file:///etc/passwd">'))
    assert "only the product's own fonts" in caplog.text
