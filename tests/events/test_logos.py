"""Partners' logos: small and harmless whatever was uploaded, in their order, on the page and on paper."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from matchmaking.events.logos.pictures import LARGEST_PICTURE, Refusal, RefusedPicture, remade
from matchmaking.printing.pdf import make_pdf
from tests.events.world import MALIAN, World
from tests.printing.paper import Paper, skip_where_nothing_prints
from tests.visitor import Visitor


def drawn(kind: str = "PNG", size: tuple[int, int] = (800, 300), **options: Any) -> bytes:
    picture = Image.new("RGB", size, "#1D5C4A")
    picture.paste("#FFFFFF", (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def refused(data: bytes) -> Refusal:
    with pytest.raises(RefusedPicture) as error:
        remade(data)
    return error.value.why


def bomb(width: int = 40_000, height: int = 40_000) -> bytes:
    """A PNG of a few bytes whose head promises a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_made_small(kind: str) -> None:
    made = remade(drawn(kind))
    assert made.width <= 240
    assert len(made.content) <= LARGEST_PICTURE
    assert Image.open(io.BytesIO(made.content)).format == "PNG"


def test_noise_of_many_colours_is_made_light_too() -> None:
    noise = Image.effect_noise((700, 400), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    assert len(remade(out.getvalue()).content) <= LARGEST_PICTURE


def test_nothing_of_the_file_but_its_pixels_is_kept() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "SECRET-IN-TEXT")
    exif = Image.Exif()
    exif[0x010E] = "SECRET-IN-EXIF"
    for data in (drawn(pnginfo=told), drawn("JPEG", exif=exif), drawn() + b"<script>SECRET</script>PK\x03\x04"):
        made = remade(data).content
        assert b"SECRET" not in made
        assert b"<script" not in made


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (bomb(), Refusal.TOO_LARGE),
        (bomb(9_000, 9_000), Refusal.TOO_LARGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Refusal.NO_PICTURE),
        (b"GIF89a<script>alert(1)</script>", Refusal.NO_PICTURE),
        (drawn("GIF"), Refusal.NO_PICTURE),
        (drawn()[:200], Refusal.NO_PICTURE),
        (b"", Refusal.NO_PICTURE),
        (b"\x89PNG\r\n\x1a\n", Refusal.NO_PICTURE),
        (b"\0" * (2 * 1024 * 1024 + 1), Refusal.TOO_HEAVY),
    ],
    ids=["bomb", "huge", "svg", "polyglot", "gif", "cut", "empty", "head", "heavy"],
)
def test_what_is_no_harmless_picture_is_refused(data: bytes, why: Refusal) -> None:
    assert refused(data) is why


def test_a_picture_that_was_cut_off_is_refused_after_something_was_printed() -> None:
    make_pdf("<!doctype html><html lang=fr><title>Un papier</title><p>Un papier</p></html>")
    assert refused(drawn()[:200]) is Refusal.NO_PICTURE


def test_a_picture_that_shows_nothing_is_refused() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 100), (0, 0, 0, 0)).save(out, "PNG")
    assert refused(out.getvalue()) is Refusal.NO_PICTURE


def upload(awa: Visitor, world: World, name: str, data: bytes, *, status: int = 200) -> None:
    awa.visit(f"/organizers/events/{world.event_id}/logos")
    form = awa.form("", "Ajouter le logo")
    values = {"csrf_token": form.find(attrs={"name": "csrf_token"})["value"], "name": name}
    sent = awa.client.post(
        awa.path,
        data=values | {"file": (io.BytesIO(data), "logo.png")},
        content_type="multipart/form-data",
        follow_redirects=True,
    )
    awa._seen(sent, status)


def logos(world: World) -> list[str]:
    front = Visitor(world.app)
    return [str(picture["alt"]) for picture in front.visit("/").select(".partners img")]


def test_logos_stand_on_the_front_page_in_their_order(world: World, awa: Visitor) -> None:
    upload(awa, world, "Ambassade", drawn())
    upload(awa, world, "Sahel Média", drawn("JPEG", (300, 300)))
    assert logos(world) == ["Ambassade", "Sahel Média"]

    awa.submit("/up")
    assert logos(world) == ["Sahel Média", "Ambassade"]
    awa.submit("/remove")
    assert logos(world) == ["Ambassade"]


def test_a_picture_is_kept_for_a_year_under_its_digest(world: World, awa: Visitor) -> None:
    upload(awa, world, "Ambassade", drawn())
    source = str(Visitor(world.app).visit("/").select(".partners img")[0]["src"])
    answer = Visitor(world.app).client.get(source)
    assert answer.mimetype == "image/png"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert len(answer.data) <= LARGEST_PICTURE
    assert Visitor(world.app).client.get(f"/logos/{'0' * 64}.png").status_code == 404


def test_a_hostile_file_is_refused_with_words_and_the_name_is_kept(world: World, awa: Visitor) -> None:
    upload(awa, world, "Ambassade", b"<svg/>", status=422)
    assert "SVG" in awa.text
    kept = awa.form("", "Ajouter le logo").find(attrs={"name": "name"})
    assert kept["value"] == "Ambassade"
    assert logos(world) == []


def test_nobody_else_uploads(world: World) -> None:
    somebody = Visitor(world.app).sign_in(MALIAN)
    assert somebody.client.get(f"/organizers/events/{world.event_id}/logos").status_code == 403


def test_the_invitation_carries_them(world: World, awa: Visitor) -> None:
    skip_where_nothing_prints()
    upload(awa, world, "Ambassade", drawn())
    paper = Paper(Visitor(world.app).client.get("/invitation.pdf").data)
    assert any(page.images for page in paper.reader.pages)
