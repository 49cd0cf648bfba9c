"""How long pages take while 50 people read at once, among 10,000 profiles.

What is measured is the time from asking to the last byte, the waiting for a free thread included, as a reader has it.
The readers are tasks of one process without a browser: they take a few per cent of one of the two cores.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

from tests.integration.mailbox import free_port

ROOT = Path(__file__).resolve().parents[1]
PROFILES, PROCESSES = 10_000, 2
P95_BOUND = 50.0  # milliseconds
USERS, SECONDS = 50, 15.0
PAUSE = (2.0, 4.0)  # seconds for which somebody looks at a page; see decision 34
COMMON = ("/home", "/suggestions", "/directory", "/directory?search=paiement+mobile", "/introductions", "/event")
PAGES = {
    "startup": (*COMMON, "/meetings", "/organisation", "/profiles/DZ12"),
    "investor": (*COMMON, "/directory?sector=fintech&country=ML", "/shortlist", "/profiles/ML07"),
    "organizer": (
        "/home",
        "/organizers/suggestions",
        "/organizers/profiles",
        "/organizers/introductions",
        "/organizers/figures",
    ),
}
READERS = ("startup",) * 33 + ("investor",) * 12 + ("organizer",) * 5
Row = tuple[str, str, str, bool]


def rows() -> list[Row]:
    """Fill a product of its own, let 50 people read, and tell the slowest of each page beside the bound."""
    with tempfile.TemporaryDirectory() as folder, served(fill(Path(folder))) as url:
        taken = crowd(url, signed_in(url, Path(folder)))
    told = [(f"p95 with {USERS} readers: {path}", p95(times)) for path, times in sorted(taken.items())]
    told.append((f"p95 with {USERS} readers: all pages", p95([one for times in taken.values() for one in times])))
    return [(name, f"{slow:.0f} ms", f"{P95_BOUND:.0f} ms", slow <= P95_BOUND) for name, slow in told]


def fill(folder: Path, profiles: int = PROFILES) -> dict[str, str]:
    """A simulated year, and a crowd beside its people; the environment of that installation."""
    port = free_port()
    environ = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | {
        "INSTANCE": str(folder),
        "SECRET_KEY": "a key for a measurement only",
        "DEMO": "1",
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "RATE_LIMITS": "0",
        "WEB_CONCURRENCY": str(PROCESSES),
    }
    flask = ("-m", "flask", "--app", "wsgi")
    for command in ((*flask, "db", "upgrade"), (*flask, "demo", "simulate"), ("-m", "benchmarks.filling", profiles)):
        subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, env=environ, check=True, capture_output=True)
    return environ


@contextmanager
def served(environ: Mapping[str, str]) -> Iterator[str]:
    """The web process over that installation."""
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"]
    process = subprocess.Popen(command, cwd=ROOT, env=dict(environ))
    try:
        _wait_for(environ["PUBLIC_URL"] + "/healthz")
        yield environ["PUBLIC_URL"]
    finally:
        process.terminate()
        process.wait(20)


def signed_in(url: str, folder: Path) -> dict[str, list[str]]:
    """The headers of a signed-in browser for each account of the demonstration, by role."""
    cookies: dict[str, list[str]] = defaultdict(list)
    for account in json.loads((folder / "demonstration.json").read_text(encoding="utf-8")):
        jar = CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        page = browser.open(f"{url}/login").read().decode()
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
        assert token, page[:400]
        typed = {"csrf_token": token[1], "email": account["email"], "password": account["password"]}
        browser.open(f"{url}/login", urllib.parse.urlencode(typed).encode())
        cookies[account["role"]].append("; ".join(f"{one.name}={one.value}" for one in jar))
    return cookies


def crowd(url: str, cookies: Mapping[str, Sequence[str]], *, seconds: float = SECONDS) -> dict[str, list[float]]:
    """Milliseconds of every answer, by page."""
    taken: dict[str, list[float]] = defaultdict(list)
    address = urllib.parse.urlsplit(url)
    until = time.monotonic() + seconds

    async def read(number: int, role: str) -> None:
        chance = random.Random(number)  # noqa: S311 - a sample, no secret
        paths, own = PAGES[role], cookies[role][number % len(cookies[role])]
        await asyncio.sleep(PAUSE[1] * number / USERS)
        turn = number
        while time.monotonic() < until:
            path = paths[turn % len(paths)]
            taken[f"{path} ({role})"].append(await _asked(str(address.hostname), int(address.port or 80), path, own))
            turn += 1
            await asyncio.sleep(chance.uniform(*PAUSE))

    async def everybody() -> None:
        await asyncio.gather(*(read(number, role) for number, role in enumerate(READERS)))

    asyncio.run(everybody())
    return taken


async def _asked(host: str, port: int, path: str, cookie: str) -> float:
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection(host, port)
    head = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\nAccept-Encoding: br\r\n"
    writer.write(f"{head}Connection: close\r\n\r\n".encode())
    answer = await reader.read(-1)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 200"), f"{path}: {answer[:60]!r}"
    return (time.perf_counter() - begun) * 1000


def p95(milliseconds: Sequence[float]) -> float:
    """The time that 95 of 100 answers do not pass."""
    if len(milliseconds) < 2:
        return milliseconds[0]
    return statistics.quantiles(milliseconds, n=20, method="inclusive")[-1]


def _wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=2)  # noqa: S310  (our own address)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{url} does not answer")
