"""`./run`: web and worker start together, say where to go, and stop together."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.mailbox import free_port
from tests.integration.processes import ROOT, eventually


class Running:
    """`./run` in the background, and what it says."""

    def __init__(self, folder: Path, port: int, **environ: str) -> None:
        self.port = port
        self.log = folder / f"run-{port}.log"
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
        kept |= {"PYTHON": sys.executable, "INSTANCE": str(folder / "instance"), "PORT": str(port), **environ}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(["./run"], cwd=ROOT, env=kept, stdout=log, stderr=subprocess.STDOUT)

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def get(self, path: str) -> str | None:
        """The page's text, or None where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as response:
                return str(response.read().decode())
        except (urllib.error.URLError, OSError):
            return None

    def wait_until_ready(self) -> None:
        self.wait_until_it_says("Ready:")

    def wait_until_it_says(self, words: str) -> None:
        eventually(lambda: words in self.said or self.process.poll() is not None, words, within=90)
        assert words in self.said

    def children(self) -> dict[str, int]:
        """Process ids of the worker and of the web process."""
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=True
        ).stdout
        return {
            name: int(match[1])
            for name in ("gunicorn", "worker")
            if (match := re.search(rf"(\d+) .*\b{name}\b", found)) is not None
        }


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Without the demonstration, so that it is quick."""
    started = Running(tmp_path, free_port(), SECRET_KEY="a key for tests only")
    yield started
    started.process.kill()  # the kernel then ends what it started
    started.process.wait()


def test_the_demonstration_says_who_can_sign_in_and_survives_a_restart(tmp_path: Path) -> None:
    accounts = []
    for start in ("first", "second"):
        running = Running(tmp_path, free_port(), DEMO_PAST="0")
        try:
            running.wait_until_ready()
            page = running.get("/")
            assert page is not None
            assert "Données fictives." in page
            accounts.append(re.findall(r"^organizer .*$", running.said, re.MULTILINE))
            assert ("suggested pairs" in running.said) is (start == "first"), "nothing is computed twice"
        finally:
            running.process.terminate()
            assert running.process.wait(20) == 0
    assert accounts[0] == accounts[1]


def test_ctrl_c_stops_both_and_frees_the_port(running: Running) -> None:
    running.wait_until_ready()
    running.wait_until_it_says("begins")
    assert running.get("/healthz") == "ok\n"
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(20) == 0
    assert running.get("/healthz") is None
    assert "leaves" in running.said, "the worker took its leave"


def test_a_child_that_dies_takes_the_other_with_it(running: Running) -> None:
    running.wait_until_ready()
    os.kill(running.children()["worker"], signal.SIGKILL)
    assert running.process.wait(20) != 0
    assert "The worker ended by itself" in running.said
    assert running.get("/healthz") is None


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = Running(tmp_path, port)
        assert refused.process.wait(20) == 1
    assert f"Port {port} is taken" in refused.said
    assert "make run PORT=" in refused.said
