"""The report on paper: the blocks through one template and the printing room."""

from __future__ import annotations

from flask import render_template

from matchmaking.locale import speaking
from matchmaking.printing.pdf import make_pdf
from matchmaking.reports.contents import Content
from matchmaking.reports.rendering.blocks import for_template
from matchmaking.reports.wording import Words


def render(content: Content, words: Words) -> bytes:
    """PDF bytes."""
    return make_pdf(html(content, words))


def html(content: Content, words: Words) -> str:
    """What is printed."""
    taken = words.taken(content.taken_at)
    with speaking(words.language):
        return render_template(
            "reports/paper.html",
            paper_lang=words.language,
            paper_dir=words.direction,
            demonstration=False,  # said in the report's own words
            content=content,
            words=words,
            taken=taken,
            number=words.say("report.number", number=words.number(content.number)),
            blocks=for_template(content, words),
        )
