"""From a frozen content to a file in one language. Each format says the same blocks; none reads the database."""

from __future__ import annotations

from matchmaking.reports.contents import Content
from matchmaking.reports.models import FileFormat
from matchmaking.reports.rendering import docx, pdf, xlsx
from matchmaking.reports.wording import words

_RENDERERS = {FileFormat.PDF: pdf.render, FileFormat.XLSX: xlsx.render, FileFormat.DOCX: docx.render}


def render(content: Content, language: str, file_format: FileFormat) -> bytes:
    """The bytes of one file; the same content gives the same text and figures."""
    return _RENDERERS[file_format](content, words(language))
