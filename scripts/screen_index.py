"""The page by which the pictures of `make screens` are looked through: a row a page, filtered by who opens it, width,
language and scheme. One file that opens from the disk and loads nothing else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from pathlib import Path

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; background: #F5F4F0; color: #231D18; }
header { position: sticky; top: 0; background: #fff; padding: 12px 24px; border-bottom: 1px solid #DAD6CC; z-index: 1; }
h1 { font-size: 20px; margin: 0 0 6px; } h2 { font-size: 16px; margin: 28px 0 8px; scroll-margin-top: 110px; }
header form { display: flex; flex-wrap: wrap; gap: 6px 18px; } main { padding: 0 24px 48px; }
.row { display: flex; gap: 14px; overflow-x: auto; align-items: start; padding-bottom: 8px; }
figure { margin: 0; flex: none; } figcaption { font-size: 12px; color: #5C534A; }
img { display: block; height: 460px; object-fit: cover; object-position: top; border: 1px solid #DAD6CC; }
.w360 img { width: 210px; } .w768 img { width: 330px; } .w1440 img { width: 560px; }
"""
SCRIPT = """
const form = document.querySelector("form");
function show() {
  const wanted = new FormData(form), word = (wanted.get("word") || "").toLowerCase();
  for (const figure of document.querySelectorAll("figure"))
    figure.hidden = ["width", "language", "scheme"].some(
      name => !wanted.getAll(name).includes(figure.dataset[name]));
  for (const part of document.querySelectorAll("section"))
    part.hidden = !part.id.includes(word) || !part.querySelector("figure:not([hidden])");
}
form.addEventListener("input", show);
form.addEventListener("submit", event => event.preventDefault());
show();
"""


@dataclass(frozen=True, order=True)
class Picture:
    """What a file's name says: `role-page-width[-language][-scheme].png`."""

    page: str
    language: str
    scheme: str
    width: str
    file: str


def read_name(path: Path) -> Picture:
    """A picture by its file."""
    words, scheme, language = path.stem.split("-"), "light", "fr"
    if words[-1] == "dark":
        scheme = words.pop()
    if words[-1] in ("ar", "en"):
        language = words.pop()
    width = words.pop()
    return Picture("-".join(words), language, scheme, width, path.name)


def write_index(folder: Path) -> None:
    """`index.html` beside the pictures of a folder."""
    pictures = sorted(read_name(path) for path in folder.glob("*.png"))
    rows = defaultdict(list)
    for picture in pictures:
        rows[picture.page].append(picture)
    parts = "".join(
        f'<section id="{escape(page)}"><h2>{escape(page)}</h2>'
        f'<div class="row">{"".join(map(_figure, row))}</div></section>'
        for page, row in rows.items()
    )
    controls = "".join(
        f"<span>{_boxes(name, {getattr(one, name) for one in pictures})}</span>"
        for name in ("width", "language", "scheme")
    )
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>{STYLE}</style>'
        f"<header><h1>{len(rows)} pages, {len(pictures)} pictures</h1>"
        '<form><input type="search" name="word" placeholder="part of a name" aria-label="Part of a name">'
        f"{controls}</form></header>"
        f"<main>{parts}</main><script>{SCRIPT}</script></html>",
        encoding="utf-8",
    )


def _boxes(name: str, values: set[str]) -> str:
    return " ".join(
        f'<label><input type="checkbox" name="{name}" value="{value}" checked> {value}</label>'
        for value in sorted(values, key=lambda value: (len(value), value))
    )


def _figure(picture: Picture) -> str:
    said = f"{picture.width} · {picture.language} · {picture.scheme}"
    return (
        f'<figure class="w{picture.width}" data-width="{picture.width}" data-language="{picture.language}" '
        f'data-scheme="{picture.scheme}"><figcaption>{said}</figcaption><a href="{picture.file}">'
        f'<img src="{picture.file}" loading="lazy" alt="{escape(picture.page)}, {said}"></a></figure>'
    )
