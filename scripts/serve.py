"""Start the product on this machine: prepare the database, run web and worker side by side, stop both together.

Needs the standard library only and holds no rule of the product; what has to be ready before is `flask prepare`.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"]
START_WITHIN = 60.0  # seconds
STOP_WITHIN = 12.0  # a little more than the worker gives its last job


class Stopped(BaseException):
    """Ctrl-C or SIGTERM."""


def main() -> int:
    """Run until stopped; the exit code is 0 when asked to stop, else that of the process that ended by itself."""
    os.chdir(ROOT)
    host, port = os.environ.setdefault("HOST", "127.0.0.1"), int(os.environ.setdefault("PORT", "8000"))
    if os.environ.get("ENVIRONMENT") != "production" and not os.environ.get("SECRET_KEY"):
        os.environ.setdefault("DEMO", "1")
    os.environ.setdefault("DEMO_PAST", "1")
    if not is_free(host, port):
        say(f"Port {port} is taken. Stop what listens there, or choose another one: make run PORT={port + 1}")
        return 1
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        say("Preparing …")
        prepared = subprocess.run([*FLASK, "prepare"], stdout=subprocess.PIPE, text=True, check=False)
        if prepared.returncode != 0:
            say(prepared.stdout)
            return prepared.returncode
        children["worker"] = start([*FLASK, "worker"])
        children["web process"] = start(GUNICORN)
        greet(host, port, children, prepared.stdout)
        return watch(children)
    except Stopped:
        say("Stopping …")
        return 0
    finally:
        end(list(children.values()))


def stop(_number: int, _frame: FrameType | None) -> None:
    """The signal handler: once is enough."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise Stopped


def is_free(host: str, port: int) -> bool:
    """Whether the web process will be able to listen there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child in a group of its own, so that Ctrl-C reaches only us and we stop the children in good order."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=end_with_parent)


def end_with_parent() -> None:
    """Have the kernel stop this child should we be killed: no server stays behind on the port."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def greet(host: str, port: int, children: dict[str, subprocess.Popen[bytes]], words: str) -> None:
    """Say where to go, and what the preparation has to tell, once the server answers."""
    deadline = time.monotonic() + START_WITHIN
    while not answers(f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/healthz"):  # noqa: S104
        if time.monotonic() > deadline or any(child.poll() is not None for child in children.values()):
            return
        time.sleep(0.1)
    say(f"{words}\nReady: {os.environ.get('PUBLIC_URL') or f'http://localhost:{port}'}   (Ctrl-C stops it)")


def answers(url: str) -> bool:
    """Whether the web process answers already."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def watch(children: dict[str, subprocess.Popen[bytes]]) -> int:
    """Wait until one child ends by itself, which it should not; returns what that means for the caller."""
    while True:
        for name, child in children.items():
            code = child.poll()
            if code is not None:
                say(f"The {name} ended by itself (exit code {code}): everything stops.")
                return code if code > 0 else 1
        time.sleep(0.2)


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to leave, wait, and insist with those that stay."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def say(words: str) -> None:
    """To the person at the terminal."""
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
