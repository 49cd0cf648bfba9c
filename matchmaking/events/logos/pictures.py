"""From an uploaded file to a small, harmless picture: only its pixels are kept, and few colours of them. Pure.

Whatever else the file holds (a script, a place, a second file behind the first) never reaches a page. A file that
would unfold to a huge picture is refused before it is unfolded. No SVG: it is a program.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LARGEST_FILE = 2 * 1024 * 1024  # bytes
MOST_PIXELS = 16_000_000
WIDEST, HIGHEST = 240, 96  # as it is shown
LARGEST_PICTURE = 10 * 1024  # bytes
FORMATS = ("PNG", "JPEG", "WEBP")
_COLOURS = (64, 32, 16, 8)
_SMALLER = 0.75


class Refusal(StrEnum):
    """Why a file is not taken."""

    TOO_HEAVY = "too_heavy"
    NO_PICTURE = "no_picture"
    TOO_LARGE = "too_large"


class RefusedPicture(ValueError):
    """The file is not taken; `why` says it."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Picture:
    """A PNG with its size in pixels."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """Its address."""
        return hashlib.sha256(self.content).hexdigest()


def remade(data: bytes) -> Picture:
    """The picture, drawn anew at most 240 × 96 pixels and 10 kB; raises RefusedPicture."""
    if len(data) > LARGEST_FILE:
        raise RefusedPicture(Refusal.TOO_HEAVY)
    return _light(_fitted(_pixels(data)))


def _pixels(data: bytes) -> Any:
    """The first frame, upright, in red, green, blue and how solid; nothing of the file but that."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # with the module it would weigh on every start

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=FORMATS)  # reads the head alone
            if opened.width * opened.height > MOST_PIXELS:
                raise RefusedPicture(Refusal.TOO_LARGE)
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedPicture(Refusal.TOO_LARGE) from error
    except RefusedPicture:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise RefusedPicture(Refusal.NO_PICTURE) from error
    bare = Image.new("RGBA", upright.size)
    bare.paste(upright)
    return bare


def _fitted(picture: Any) -> Any:
    """Without its empty margin, as large as it is shown."""
    box = picture.getchannel("A").getbbox()
    if box is None:
        raise RefusedPicture(Refusal.NO_PICTURE)  # nothing can be seen in it
    cut = picture.crop(box)
    cut.thumbnail((WIDEST, HIGHEST))
    return cut


def _light(picture: Any) -> Picture:
    """With as few colours, then as small, as it takes."""
    while True:
        for colours in _COLOURS:
            out = io.BytesIO()
            picture.quantize(colours).save(out, "PNG", optimize=True)
            if len(out.getvalue()) <= LARGEST_PICTURE:
                return Picture(out.getvalue(), picture.width, picture.height)
        picture = picture.resize(tuple(max(1, round(side * _SMALLER)) for side in picture.size))
