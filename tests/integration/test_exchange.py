"""Files in and out: problems are named by row and column, good rows come in, the others come back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from openpyxl import Workbook, load_workbook

from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from matchmaking.profiles.exchange.reading import UnreadableFile, read
from matchmaking.profiles.exchange.writing import write
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import ImportBatch, Profile
from tests.factories import make_profile, make_user
from tests.visitor import Visitor

DEMONSTRATION = Path(__file__).resolve().parents[2] / "matchmaking" / "demonstration" / "profiles.json"
GOOD = {
    "name": "Keneya",
    "country": "ML",
    "kind": "startup",
    "offers": [{"title": "Offre"}],
    "seeks": [{"title": "Besoin"}],
}


def workbook(*rows: tuple[object, ...], formulas_as_text: bool = True) -> bytes:
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for cell in (cell for line in book.active.iter_rows() for cell in line):
        if formulas_as_text and cell.data_type == "f":
            cell.data_type = "s"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx"])
def test_what_was_exported_can_be_imported_elsewhere(app: Flask, tmp_path: Path, suffix: str) -> None:
    runner = app.test_cli_runner()
    file, again = tmp_path / f"profils{suffix}", tmp_path / f"encore{suffix}"
    assert runner.invoke(args=["profiles", "import", str(DEMONSTRATION), "--publish"]).exit_code == 0
    assert runner.invoke(args=["profiles", "export", str(file)]).exit_code == 0
    with app.app_context():
        db.session.execute(sa.delete(Profile))
        db.session.commit()
    result = runner.invoke(args=["profiles", "import", str(file), "--publish"])
    assert "80 profiles imported, published" in result.output
    runner.invoke(args=["profiles", "export", str(again)])
    assert read(again.name, again.read_bytes()) == read(file.name, file.read_bytes())


def test_problems_are_named_by_row_and_column_and_nothing_comes_in(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(
        "Nom;Pays;Type;Année de création;Offre 1 titre;Téléphone\n"
        "Keneya;ML;startup;2019;Télésanté;70 12 34 56\n"
        "Sans pays;;startup;hier;Offre;\n",
        encoding="cp1252",
    )
    result = app.test_cli_runner().invoke(args=["profiles", "import", str(file)])
    assert result.exit_code == 1
    assert "row 3, country:" in result.output
    assert "row 3, founded:" in result.output
    assert "hier" in result.output
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Profile.id))) == 0


def test_an_organizer_imports_the_good_rows_and_gets_the_others_back(app: Flask) -> None:
    with app.app_context():
        make_user("awa@example.org", role=RoleName.ORGANIZER)
        make_profile("ML77", name="Déjà là")
        db.session.commit()
    body = workbook(
        ("name", "country", "kind", "offer_1_title", "seek_1_title"),
        ("Keneya", "ML", "startup", "Télésanté", "Échographes"),
        ("Deja la", "ML", "company", "", ""),
        ("=cmd|' /C calc'!A0", "Mali", "startup", "", ""),
    )
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/organizers/files/import")
    awa.submit(file=(io.BytesIO(body), "liste.xlsx"), paper="Formulaires signés", declared="y")
    assert "country" in awa.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Profile.id))) == 1, "a dry run imports nothing"
    awa.submit(then="check")
    with app.app_context():
        keneya = db.session.scalars(sa.select(Profile).where(Profile.name == "Keneya")).one()
        assert keneya.status is ProfileStatus.SUBMITTED
        batch = db.session.scalars(sa.select(ImportBatch)).one()
        assert (batch.paper, batch.row_count) == ("Formulaires signés", 1)
        assert batch.declared_by_id is not None
    link = awa.soup.find("a", href=lambda href: str(href).endswith("/rest"))
    assert link is not None
    rest = load_workbook(io.BytesIO(awa.client.get(str(link["href"])).data)).worksheets[0]
    rows = list(rest.iter_rows(values_only=True))
    assert rows[0][-1] == "problems"
    assert [row[0] for row in rows[1:]] == ["Deja la", "=cmd|' /C calc'!A0"]
    assert all(row[-1] for row in rows[1:])
    assert rest["A3"].data_type == "s", "a text never becomes a formula"


def test_another_organizers_file_is_not_found(app: Flask) -> None:
    with app.app_context():
        for name in ("awa", "binta"):
            make_user(f"{name}@example.org", role=RoleName.ORGANIZER)
        db.session.commit()
    awa, binta = (Visitor(app).sign_in(f"{name}@example.org") for name in ("awa", "binta"))
    awa.visit("/organizers/files/import")
    awa.submit(file=(io.BytesIO(json.dumps([GOOD, {}]).encode()), "l.json"), paper="Papier", declared="y")
    assert "/import/" in awa.path
    binta.visit(awa.path, status=404)


def test_without_the_declaration_nothing_is_read(app: Flask) -> None:
    with app.app_context():
        make_user("awa@example.org", role=RoleName.ORGANIZER)
        db.session.commit()
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/organizers/files/import")
    awa.submit(file=(io.BytesIO(json.dumps([GOOD]).encode()), "l.json"), paper="Papier", status=422)
    assert awa.path == "/organizers/files/import"


@pytest.mark.parametrize(
    ("filename", "body", "code"),
    [
        ("liste.pdf", b"%PDF", "wrong_type"),
        ("liste.json", b"[{", "broken_json"),
        ("liste.json", b'{"a": 1}', "not_a_list_of_profiles"),
        ("liste.json", b"\xff\xfe", "not_utf8"),
        ("liste.json", b"[" * 100_000, "broken_json"),
        ("liste.csv", b'name;country\n"jamais ferme;ML', "broken_csv"),
        ("liste.csv", b"nom;name\nA;B", "doubled_column"),
        ("liste.csv", b"pays\nML", "no_name_column"),
        ("liste.csv", b"  ", "empty"),
        ("liste.xlsx", b"pas un classeur", "broken_xlsx"),
    ],
)
def test_a_broken_file_says_what_is_wrong_with_it(filename: str, body: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as found:
        read(filename, body)
    assert found.value.code == code


def test_csv_cells_that_a_spreadsheet_would_compute_are_disarmed_and_read_back_as_typed() -> None:
    profile = {
        "name": "=1+1",
        "summary": "@SUM(A1)",
        "contact_phone": "+22370123456",
        "country": "ML",
        "kind": "startup",
    }
    body = write("l.csv", [profile])
    cells = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))[1]
    assert {"'=1+1", "'@SUM(A1)", "+22370123456"} <= set(cells)
    assert read("l.csv", body)[0].values == profile


def test_a_formula_cell_is_never_computed_here() -> None:
    body = workbook(("name", "country"), ("=1+1", "ML"), formulas_as_text=False)
    assert read("l.xlsx", body)[0].values == {"country": "ML"}
