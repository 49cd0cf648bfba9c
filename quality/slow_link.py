"""How long a page takes on the slowest link we build for: 50 kbit/s and 800 ms a round trip."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

BITS_PER_SECOND, ROUND_TRIP = 50_000, 800  # milliseconds
FIRST_BOUND = 8.0  # seconds until the text of a first visit stands there, nothing kept before
FURTHER_BOUND = 5.0  # seconds until that of a further page, its style already on the phone
# Who opens which page.
PAGES = (
    (None, ("/", "/login", "/register", "/help")),
    (
        "startup",
        (
            "/home",
            "/suggestions",
            "/introductions",
            "/meetings",
            "/directory",
            "/organisation",
            "/organisation/ML07/opportunities",
        ),
    ),
)
PAINT = "() => performance.getEntriesByName('first-contentful-paint').map(one => one.startTime / 1000)[0]"


RUNS = 3  # at most, of one page: whatever else the machine does can only make it slower


def seconds_until_readable(context: BrowserContext, path: str, *, first_visit: bool) -> float:
    """First contentful paint, which shows all of our texts at once; a first visit finds nothing kept."""
    bound, best = FIRST_BOUND if first_visit else FURTHER_BOUND, float("inf")
    for _ in range(RUNS):
        best = min(best, _once(context, path, first_visit=first_visit))
        if best <= bound:
            break
    return best


def _once(context: BrowserContext, path: str, *, first_visit: bool) -> float:
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    if first_visit:
        line.send("Network.clearBrowserCache")
    rate = BITS_PER_SECOND / 8
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": rate, "uploadThroughput": rate},
    )
    page.goto(path, timeout=120_000)
    seconds = page.wait_for_function(PAINT, timeout=30_000).json_value()
    page.close()
    return float(seconds)
