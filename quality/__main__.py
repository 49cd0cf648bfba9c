"""`make audit`: what « light and sturdy » means in figures, each beside its bound.

Starts a demonstration of its own, measures it, stops it. Each figure is printed as soon as it is known, so that nothing
is lost when a later part fails; a part that fails counts as missed and the others go on. `PARTS=weights,slow` measures
some parts only. The exit code is 1 where a bound is missed.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from quality import axe, lighthouse, load, pages, slow_link, weights
from tests.browser.conftest import Demonstration, chromium, run_product

PHONE = {"width": 360, "height": 740}
ROLES = (None, "startup", "investor", "organizer", "side-organizer", "helper", "committee")
DESKS = ("organizer", "side-organizer", "helper", "committee")  # who works on a computer more than on a phone
CROWDED = ("/home", "/suggestions", "/directory", "/introductions", "/event", "/meetings", "/organisation")
LANGUAGES = {"ltr": "fr-FR", "rtl": "ar-DZ"}
CHOOSE_LANGUAGE = "code => document.querySelector(`.langs button[value=${code}]`).click()"


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    name: str
    measured: str
    bound: str
    holds: bool

    def __str__(self) -> str:
        return f"{'ok    ' if self.holds else 'MISSED'} {self.name:<62} {self.measured:>18}   bound {self.bound}"


@dataclass(frozen=True)
class Bench:
    """The demonstration that is measured, and the browser that measures it."""

    browser: Browser
    shown: Demonstration

    def opened(self, role: str | None, locale: str = "fr-FR") -> BrowserContext:
        """On a phone, without what a service worker would keep."""
        options = {"viewport": PHONE, "reduced_motion": "reduce", "service_workers": "block", "locale": locale}
        return self.shown.opened(self.browser, role, **options)


def measure_weights(bench: Bench) -> Iterator[Figure]:
    """Bytes of every page a role can open, and of a first visit to it."""
    for role in ROLES:
        page_bound = weights.ORGANIZERS_PAGE if role in DESKS else weights.FURTHER_PAGE
        first_bound = max(page_bound, weights.FIRST_VISIT)
        with bench.opened(role) as context:
            for path in pages.of(context, role):
                weight = weights.weigh(context, path)
                measured = f"{weight.page / 1000:.1f} / {weight.first / 1000:.1f} kB"
                bound = f"{page_bound // 1000} / {first_bound // 1000} kB"
                holds = weight.page <= page_bound and weight.first <= first_bound
                yield Figure(f"{role or 'public'} {path}: page / first visit", measured, bound, holds)


def measure_axe(bench: Bench) -> Iterator[Figure]:
    """Rules of accessibility on every page, from both directions, in light and dark."""
    for role in ROLES:
        for direction, locale in LANGUAGES.items():
            with bench.opened(role, locale) as context:
                page = context.new_page()
                if role:  # an account keeps its language: choose it as a person would
                    page.goto("/home")
                    with page.expect_navigation():
                        page.evaluate(CHOOSE_LANGUAGE, locale[:2])
                for path in pages.of(context, role):
                    page.goto(path, timeout=60_000)
                    wrong: list[str] = []
                    for scheme in ("light", "dark"):
                        page.emulate_media(color_scheme=scheme)
                        wrong += [f"{scheme} {rule}" for rule, _places in axe.violations(page)]
                    yield Figure(
                        f"axe, {direction}: {role or 'public'} {path}", ", ".join(wrong) or "none", "none", not wrong
                    )


def measure_slow_link(bench: Bench) -> Iterator[Figure]:
    """Seconds until the text stands there: a first visit, then a further page."""
    for role, paths in slow_link.PAGES:
        with bench.opened(role) as context:
            for path in paths:
                for first_visit in (True, False):
                    bound = slow_link.FIRST_BOUND if first_visit else slow_link.FURTHER_BOUND
                    seconds = slow_link.seconds_until_readable(context, path, first_visit=first_visit)
                    name = f"50 kbit/s, 800 ms, {'first visit' if first_visit else 'further page'}: {path}"
                    yield Figure(name, f"{seconds:.1f} s", f"{bound:.0f} s", seconds <= bound)


def measure_lighthouse(bench: Bench) -> Iterator[Figure]:
    """Four marks of four pages of different kinds."""
    for role, path in lighthouse.PAGES:
        with bench.opened(role) as context:
            found = lighthouse.marks(bench.shown.product.url + path, cookie_of(context), chromium())
        for category, mark in found.items():
            yield Figure(f"Lighthouse, {category}: {path}", str(mark), str(lighthouse.BOUND), mark >= lighthouse.BOUND)


def measure_crowd(bench: Bench) -> Iterator[Figure]:
    """Time of each page while many people read."""
    with bench.opened("startup") as context:
        taken = load.crowd(bench.shown.product.url, cookie_of(context), CROWDED)
    for path, times in sorted(taken.items()):
        slow = load.p95(times)
        name = f"p95 with {load.USERS} readers: {path}"
        yield Figure(name, f"{slow:.0f} ms", f"{load.P95_BOUND:.0f} ms", slow <= load.P95_BOUND)


PARTS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "weights": measure_weights,
    "slow": measure_slow_link,
    "axe": measure_axe,
    "lighthouse": measure_lighthouse,
    "crowd": measure_crowd,
}


def cookie_of(context: BrowserContext) -> str:
    """The header that signs its requests in."""
    return "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())


def measured(bench: Bench, chosen: list[str]) -> Iterator[Figure]:
    """The figures of the chosen parts; a part that breaks off is a missed figure of its own."""
    for part in chosen:
        try:
            yield from PARTS[part](bench)
        except Exception as error:  # a page that does not answer must not hide the other parts
            yield Figure(
                f"{part}: broke off", " ".join(str(error).split())[:200] or type(error).__name__, "none", False
            )


def main() -> int:
    """Measure, print, say by the exit code whether everything holds."""
    chosen = [part for part in os.environ.get("PARTS", "").split(",") if part] or list(PARTS)
    if unknown := [part for part in chosen if part not in PARTS]:
        print(f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    axe.install()
    missed: list[Figure] = []
    count = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        contextmanager(run_product)(Path(folder), {"DEMO": "1", "WEB_CONCURRENCY": "2"}) as product,
    ):
        accounts = json.loads((Path(folder) / "demonstration.json").read_text(encoding="utf-8"))
        shown = Demonstration(product, {account["role"]: account for account in reversed(accounts)})
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for figure in measured(Bench(browser, shown), chosen):
            print(figure, flush=True)
            count += 1
            missed += [] if figure.holds else [figure]
        browser.close()
    print(f"\n{count - len(missed)} of {count} figures within their bounds" + (", missed:" if missed else "."))
    print(*missed, sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
