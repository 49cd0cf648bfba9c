"""HTML in, PDF out. Nothing is loaded but our own sheet and fonts, and pictures that lie in the document: no file of
the machine, no network, no attachment.

WeasyPrint is imported when something is printed, never with the module: it is heavy, and it needs libraries of the
system that a server may lack.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from matchmaking.bidi import directed
from matchmaking.config import ROOT
from matchmaking.errors import DomainError

STATIC = ROOT / "static"
BASE = "https://paper.invalid/"  # never asked: `_own_font` answers in its place (RFC 2606 keeps .invalid unused)
PNG = "data:image/png;base64,"  # a picture that lies in the document itself
SHEET = "css/paper.css"
FONTS = frozenset(f"{name}-{weight}.woff2" for name in ("NotoSans", "NotoSansArabic") for weight in ("Regular", "Bold"))
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"  # Debian's and Ubuntu's names


class PrintingUnavailable(DomainError):
    """The machine lacks the libraries that lay text out."""

    status = 503


def make_pdf(html: str) -> bytes:
    """Lay out a complete HTML document by our print sheet; the same text gives the same bytes.

    Takes about an eighth of a second and 2 MB a page, so that long documents belong into a job, outside of any
    transaction. What the document may not load is left out, and logged. Raises PrintingUnavailable.
    """
    weasyprint = _weasyprint()
    fonts, fetcher = _font_configuration(), _fetcher()
    sheet = weasyprint.CSS(
        string=(STATIC / SHEET).read_text(encoding="utf-8"),
        base_url=BASE + SHEET,
        url_fetcher=fetcher,
        font_config=fonts,
    )
    document = weasyprint.HTML(string=directed(html), base_url=BASE, url_fetcher=fetcher)
    pdf = document.write_pdf(
        stylesheets=[sheet],
        font_config=fonts,
        pdf_identifier=hashlib.sha256(html.encode()).hexdigest()[:32].encode(),
    )
    assert isinstance(pdf, bytes)
    return pdf


def missing() -> str | None:
    """What keeps this machine from printing, as the system says it; None where it can print."""
    try:
        _weasyprint()
    except PrintingUnavailable as error:
        return str(error.__cause__)
    return None


def _weasyprint() -> Any:
    try:
        import weasyprint
        from PIL import ImageFile
    except (ImportError, OSError) as error:  # OSError: a library of the system is not there
        raise PrintingUnavailable from error
    # It lets the whole process take pictures that were cut off; what people upload is refused as before.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


def _font_configuration() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def _fetcher() -> Any:
    """What WeasyPrint asks for everything that a document or a sheet names."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFontsOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith(PNG):
                return URLFetcherResponse(url, base64.b64decode(url.removeprefix(PNG)), {"Content-Type": "image/png"})
            return URLFetcherResponse(url, _own_font(url).read_bytes(), {"Content-Type": "font/woff2"})

    return OwnFontsOnly(fail_on_errors=False)


def _own_font(url: str) -> Path:
    """One of our fonts; raises ValueError for any other address, which WeasyPrint then leaves out."""
    name = url.removeprefix(BASE + "fonts/")
    if name not in FONTS:
        raise ValueError("only the product's own fonts are loaded while printing")
    return STATIC / "fonts" / name
