"""The pages of the round table bring neither the solver's library nor the printer's with them, however much they
show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = """
import sys
from pathlib import Path
from matchmaking import clock, create_app
from matchmaking.config import Settings
from matchmaking.database import Base
from matchmaking.extensions import db
from tests.papers.world import ORGANIZER, PEOPLE, make_world
from tests.visitor import Visitor

app = create_app(Settings(secret_key="x", database_url=sys.argv[1], instance=Path(sys.argv[2]), rate_limits=False))
with app.app_context():
    Base.metadata.create_all(db.engine)
make_world(app, clock.now())
awa = Visitor(app).sign_in(ORGANIZER)
for page in ("/home", "/organizers/schedule", "/organizers/schedule/versions/1", "/organizers/schedule/pack"):
    awa.visit(page)
assert "KeneyaLink" in awa.visit("/organizers/schedule").get_text()
mariam = Visitor(app).sign_in(PEOPLE["ML01"][4])
for page in ("/home", "/event", "/meetings/schedule.ics", "/meetings"):
    mariam.visit(page)
assert "NabdCare" in mariam.text
heavy = sorted({name.split(".")[0] for name in sys.modules} & {"scipy", "weasyprint", "sklearn", "numba"})
assert not heavy, heavy
"""


def test_the_pages_of_the_round_table_load_neither_scipy_nor_weasyprint(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "INSTANCE": str(tmp_path)}
    command = [sys.executable, "-c", PAGES, f"sqlite:///{tmp_path}/pages.db", str(tmp_path)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
