"""How long pages take while 50 people read at once."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

P95_BOUND = 50.0  # milliseconds
USERS, SECONDS, PAUSE = 50, 15.0, 1.0  # a reader looks at a page before opening the next


def crowd(url: str, cookie: str, paths: Sequence[str], *, seconds: float = SECONDS) -> dict[str, list[float]]:
    """Milliseconds of every answer, by page: `USERS` readers, each with a pause between two pages."""
    taken: dict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + seconds
    host = urlsplit(url).netloc

    def read(number: int) -> None:
        line = http.client.HTTPConnection(host, timeout=30)
        time.sleep(PAUSE * number / USERS)
        turn = number
        while time.monotonic() < until:
            path = paths[turn % len(paths)]
            begun = time.perf_counter()
            line.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "br"})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200, f"{path}: {answer.status}"
            taken[path].append((time.perf_counter() - begun) * 1000)
            turn += 1
            time.sleep(PAUSE)

    readers = [threading.Thread(target=read, args=(number,)) for number in range(USERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return taken


def p95(milliseconds: Sequence[float]) -> float:
    """The time that 95 of 100 answers do not pass."""
    return statistics.quantiles(milliseconds, n=20)[-1] if len(milliseconds) > 1 else milliseconds[0]
