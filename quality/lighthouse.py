"""Lighthouse's four marks of one page, as a phone on a slow link would earn them."""

from __future__ import annotations

import json
import os
import subprocess

from quality.axe import FOLDER

BOUND = 95
RUNS = 3  # at most, of one page
COMMAND = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
FLAGS = "--headless=new --no-sandbox --disable-gpu"
# Who opens which page: the front page, a form, a list, the pair.
PAGES = (
    (None, "/"),
    ("startup", "/organisation/ML07/opportunities"),
    ("startup", "/directory"),
    ("organizer", "/organizers/pairs/ML07/DZ12"),
)


def marks(url: str, cookie: str, chromium: str) -> dict[str, int]:
    """Marks out of 100 by category; `cookie` is the header of whoever is signed in, or empty.

    The page is loaded up to three times, until all marks reach the bound, and the best mark of each category counts:
    whatever else the machine does can only make a page slower, never quicker.
    """
    best: dict[str, int] = {}
    for run in range(1, RUNS + 1):
        try:
            found = _once(url, cookie, chromium)
        except RuntimeError:  # the browser lost its own trace of the page, as it does now and then
            if run == RUNS and not best:
                raise
            continue
        for name, mark in found.items():
            best[name] = max(mark, best.get(name, 0))
        if min(best.values()) >= BOUND:
            break
    return best


def _once(url: str, cookie: str, chromium: str) -> dict[str, int]:
    command = ["node", str(COMMAND), url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    if cookie:
        command.append("--extra-headers=" + json.dumps({"Cookie": cookie}))
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=180)
    if done.returncode:
        raise RuntimeError(f"Lighthouse could not open {url}: {done.stderr.strip()[-500:]}")
    categories = json.loads(done.stdout)["categories"]
    return {name: round(100 * (one["score"] or 0)) for name, one in categories.items()}
