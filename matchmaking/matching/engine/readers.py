"""Reads many profiles with the help of further processes, where the machine has cores and the texts are long.

What is read does not depend on who reads it. A helper is a fresh interpreter that is given the lexicon and profiles and
gives back keys: it inherits no open file, no database connection and no thread of its parent, and ends with it. If one
fails, its profiles are read here.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

from matchmaking.language.lexicon import Lexicon
from matchmaking.matching.engine.documents import ProfileDocument
from matchmaking.matching.engine.said import Said, said_by
from matchmaking.matching.engine.threads import cores

_WORTH_HELP = 1_000_000  # characters: a second of reading, several times what a helper takes to start
_MOST = 4  # processes
_PORTIONS = 24  # of the documents, handed out one by one to whoever is free

# The three packages without their front doors, which would open the whole product for a second.
_PACKAGES = ("matchmaking", "matchmaking.matching", "matchmaking.matching.engine")
_HELPER = """
import gc, pickle, sys, types
gc.disable()
for name, path in zip(sys.argv[1::2], sys.argv[2::2]):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [path]
from matchmaking.matching.engine.said import said_by
lexicon = pickle.load(sys.stdin.buffer)
while True:
    try:
        documents = pickle.load(sys.stdin.buffer)
    except EOFError:
        break
    pickle.dump(said_by(documents, lexicon), sys.stdout.buffer, 5)
    sys.stdout.buffer.flush()
"""


def said_by_all(documents: Sequence[ProfileDocument], lexicon: Lexicon, processes: int | None = None) -> Said:
    """The same as `said_by`; `processes` is how many read, by default as many as pay."""
    if processes is None:
        processes = min(cores(), _MOST) if _characters(documents) >= _WORTH_HELP else 1
    if processes < 2:
        return said_by(documents, lexicon)
    size = -(-len(documents) // _PORTIONS) or 1
    work = _Work([documents[first : first + size] for first in range(0, len(documents), size)], lexicon)
    helpers = [Thread(target=work.help, daemon=True) for _ in range(processes - 1)]
    for helper in helpers:
        helper.start()
    work.read()
    for helper in helpers:
        helper.join()
    work.read_missing()
    return Said.joined(work.results[number] for number in range(len(work.portions)))


def _characters(documents: Sequence[ProfileDocument]) -> int:
    return sum(
        len(document.summary) + sum(len(one.title) + len(one.text) for one in document.opportunities)
        for document in documents
    )


class _Work:
    """Portions of documents that wait for whoever is free, and what was read of each."""

    def __init__(self, portions: Sequence[Sequence[ProfileDocument]], lexicon: Lexicon) -> None:
        self.portions = portions
        self.results: dict[int, Said] = {}
        self._waiting = deque(range(len(portions)))
        self._lexicon = lexicon
        self._packed = pickle.dumps(lexicon, 5)  # before anybody reads: a lexicon learns words while it is used

    def read(self) -> None:
        """Read here until nothing waits."""
        while (number := self._next()) is not None:
            self.results[number] = said_by(self.portions[number], self._lexicon)

    def read_missing(self) -> None:
        """Read here what a helper has taken and not given back."""
        for number, portion in enumerate(self.portions):
            if number not in self.results:
                self.results[number] = said_by(portion, self._lexicon)

    def help(self) -> None:
        """Let a process of its own read until nothing waits, or until it fails."""
        with suppress(OSError, EOFError, pickle.PickleError), _started() as process:
            if process.stdin is None or process.stdout is None:
                return
            process.stdin.write(self._packed)
            while (number := self._next()) is not None:
                pickle.dump(list(self.portions[number]), process.stdin, 5)
                process.stdin.flush()
                self.results[number] = pickle.load(process.stdout)  # noqa: S301 - written by our own process

    def _next(self) -> int | None:
        try:
            return self._waiting.popleft()
        except IndexError:
            return None


def _started() -> subprocess.Popen[bytes]:
    engine = Path(__file__).parent
    paths = (engine.parent.parent, engine.parent, engine)
    named = [word for name, path in zip(_PACKAGES, paths, strict=True) for word in (name, str(path))]
    return subprocess.Popen(  # noqa: S603 - our own interpreter with our own program
        [sys.executable, "-c", _HELPER, *named],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,  # Ctrl-C reaches this process alone; helpers end when their input does
    )
