"""Lighthouse's four marks of one page, as a phone on a slow link would earn them."""

from __future__ import annotations

import json
import os
import subprocess

from quality.axe import FOLDER

BOUND = 95
COMMAND = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def marks(url: str, cookie: str, chromium: str) -> dict[str, int]:
    """Marks out of 100 by category; `cookie` is the header of whoever is signed in, or empty."""
    command = ["node", str(COMMAND), url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    if cookie:
        command.append("--extra-headers=" + json.dumps({"Cookie": cookie}))
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=180)
    categories = json.loads(done.stdout)["categories"]
    return {name: round(100 * (one["score"] or 0)) for name, one in categories.items()}
