"""The environment is read strictly: what could start unsafely does not start, and the README tells every name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from matchmaking.config import ROOT, ConfigurationError, Settings
from matchmaking.prepare import close_to_others

SAFE = {"ENVIRONMENT": "production", "SECRET_KEY": "x" * 64, "PUBLIC_URL": "https://deux-rives.example"}
# Read before the application is there, by the server and the script that starts it.
READERS = ("matchmaking/config.py", "gunicorn.conf.py", "scripts/serve.py")


def read(tmp_path: Path, **environ: str) -> Settings:
    return Settings.from_environment({"INSTANCE": str(tmp_path), **environ})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"PUBLIC_URL": "http://localhost:8000"}, "PUBLIC_URL"),
        ({"DEMO": "1"}, "DEMO"),
        ({"HOSTING_COUNTRY": "Mali"}, "HOSTING_COUNTRY"),
        ({"ENVIRONMENT": "prod"}, "ENVIRONMENT"),
        ({"ANNEX_DAYS": "a year"}, "ANNEX_DAYS"),
        ({"ANNEX_DAYS": "0"}, "ANNEX_DAYS"),
        ({"ANNEX_DAYS": "99999"}, "ANNEX_DAYS"),
        ({"SMTP_URL": "mail.example"}, "SMTP_URL"),
    ],
)
def test_what_would_start_unsafely_is_refused_by_its_name(tmp_path: Path, change: dict[str, str], named: str) -> None:
    assert read(tmp_path, **SAFE).production
    with pytest.raises(ConfigurationError, match=named):
        read(tmp_path, **SAFE | change).as_flask()


def test_a_refusal_is_one_sentence_for_the_operator(tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "ENVIRONMENT": "production", "INSTANCE": str(tmp_path)}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "users", "list"]
    refused = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert refused.stderr.startswith("SECRET_KEY is not set.")
    assert "Traceback" not in refused.stderr


def readme_settings() -> dict[str, str]:
    """Name and default of each row of the README's table of settings."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition("| setting |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([A-Z_]+)` \|.*\| ([^|]+) \|$", table, flags=re.MULTILINE)
    return {name: default.strip("` ") for name, default in rows}


def test_the_readme_tells_every_setting_and_no_other() -> None:
    sources = "".join((ROOT / name).read_text(encoding="utf-8") for name in READERS)
    assert set(readme_settings()) == set(re.findall(r"environ(?:\.get|\.setdefault)?[(\[]['\"]([A-Z_]+)", sources))


def test_the_readme_tells_the_defaults(tmp_path: Path) -> None:
    told, settings = readme_settings(), read(tmp_path)
    for name in ("MAIL_FROM", "HOSTING_COUNTRY", "CONTROLLER", "PRODUCT_NAME"):
        assert told[name] == getattr(settings, name.lower())
    assert (told["TRUSTED_PROXIES"], told["RATE_LIMITS"], told["ANNEX_DAYS"]) == ("0", "1", str(settings.annex_days))
    assert (settings.trusted_proxies, settings.rate_limits, settings.production) == (0, True, False)
    assert settings.public_url == "http://localhost:" + told["PORT"]


def test_the_embedded_database_is_closed_to_other_accounts_of_the_machine(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("matchmaking.db", "matchmaking.db-wal")]
    for file in files:
        file.touch(mode=0o644)
        file.chmod(0o644)
    close_to_others(make_url(f"sqlite:///{files[0]}"))
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600, 0o600]
    close_to_others(make_url("sqlite://"))
    close_to_others(make_url("postgresql+psycopg://somewhere/else"))
    assert len(list(tmp_path.iterdir())) == 2, "nothing is made where there was nothing"
