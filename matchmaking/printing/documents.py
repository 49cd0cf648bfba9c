"""Wording a document for paper, in the language of the moment (`force_locale` included)."""

from __future__ import annotations

from flask import render_template
from flask_babel import get_locale

from matchmaking.locale import DEFAULT, direction


def word(template: str, **context: object) -> str:
    """The HTML of a template that stands on `layouts/paper.html`, with its language and direction set."""
    locale = get_locale()
    language = locale.language if locale else DEFAULT
    return render_template(template, paper_lang=language, paper_dir=direction(language), **context)
