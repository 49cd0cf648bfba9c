"""Reading a PDF as a person with its file would: words, pages, fonts, links, and the picture of a page."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from matchmaking.printing import pdf


class Paper:
    """A printed document."""

    def __init__(self, content: bytes) -> None:
        assert content.startswith(b"%PDF-")
        self.content = content
        self.reader = PdfReader(io.BytesIO(content))

    @property
    def pages(self) -> list[str]:
        """What each page says, in one line of words."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    def fonts(self) -> dict[str, bool]:
        """Each font's name, and whether its drawings are in the file."""
        found: dict[str, bool] = {}
        for page in self.reader.pages:
            for reference in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
                font: Any = reference.get_object()
                inner = (
                    font["/DescendantFonts"][0].get_object()["/FontDescriptor"] if "/DescendantFonts" in font else {}
                )
                found[font["/BaseFont"]] = any(name in inner for name in ("/FontFile", "/FontFile2", "/FontFile3"))
        return found

    def links(self) -> set[str]:
        """Every address that can be pressed."""
        notes = [note.get_object() for page in self.reader.pages for note in page.get("/Annots", [])]  # type: ignore[union-attr]
        return {str(note["/A"]["/URI"]) for note in notes if "/A" in note and "/URI" in note["/A"]}

    def picture(self, page: int = 0) -> Image.Image:
        """The page as ink on paper, in grey."""
        with pypdfium2.PdfDocument(self.content) as document:
            return document[page].render(scale=1.5).to_pil().convert("L")


def ink(picture: Image.Image, box: tuple[float, float, float, float]) -> float:
    """The share of dark points within a box given in shares of the page: left, top, right, bottom."""
    width, height = picture.size
    part = picture.crop((int(box[0] * width), int(box[1] * height), int(box[2] * width), int(box[3] * height)))
    counts = part.histogram()
    return sum(counts[:128]) / sum(counts)


def skip_where_nothing_prints() -> None:
    """For machines without the libraries; `scripts/test` installs them or says that these tests did not run."""
    if problem := pdf.missing():
        pytest.skip(problem)
