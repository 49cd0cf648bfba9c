"""Run a command against a fresh PostgreSQL server: scripts/postgresql.py COMMAND … with {url} in its arguments.

The server is Debian's package, keeps its data in a folder that is thrown away, listens on a socket in that folder
only, and stops with the command. Exit code 77 means that there is no PostgreSQL on this machine.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_HERE = 77
# Nothing here has to survive a power cut.
OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"


def main(command: list[str]) -> int:
    """Start the server, run the command, stop the server; returns the command's exit code."""
    programs = find_programs()
    if programs is None:
        print("PostgreSQL is not installed. Install it: sudo apt install postgresql", file=sys.stderr)
        return NOT_HERE
    with server(programs) as url:
        return subprocess.run([part.replace("{url}", url) for part in command], check=False).returncode


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl: the newest of Debian's, or wherever PATH leads."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = candidates[-1] if candidates else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server; yields the address of its database for tests."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-", dir="/tmp"))
    data, log = folder / "data", folder / "log"
    shutil.chown(folder, user=owner())
    try:
        run(programs / "initdb", "--auth=trust", "--username=tests", "--encoding=UTF8", "--locale=C.UTF-8", "-D", data)
        options = f"{OPTIONS} -k {folder}"
        run(programs / "pg_ctl", "start", "--wait", "--silent", "-D", data, "-l", log, "-o", options)
        try:
            run(programs / "createdb", "-h", folder, "-U", "tests", "tests")
            yield f"postgresql+psycopg://tests@/tests?host={folder}"
        finally:
            run(programs / "pg_ctl", "stop", "--silent", "-m", "immediate", "-D", data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(*command: object) -> None:
    """Run one of PostgreSQL's programs, as another user where we are root: it refuses to serve as root."""
    prefix = ["runuser", "-u", owner(), "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")


def owner() -> str:
    """Whom the server's files belong to."""
    return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
