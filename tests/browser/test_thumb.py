"""On a phone every control answers to a thumb: 44 pixels of height, on every kind of page that is read on one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PHONE, Demonstration

# Role and the pages that it reads on a phone; None for a visitor.
PAGES = {
    None: ("/", "/register", "/login", "/help", "/privacy"),
    "startup": (
        "/home",
        "/organisation/ML07/opportunities",
        "/organisation/ML07/details",
        "/organisation/ML07",
        "/suggestions",
        "/introductions",
        "/requests",
        "/meetings",
        "/event",
        "/directory",
        "/account",
    ),
    "investor": ("/home", "/suggestions", "/shortlist", "/requests/new", "/thesis"),
    "helper": ("/home", "/organizers/day", "/organizers/day/door", "/organizers/day/tables"),
}
# Those that answer to less than 44 pixels of height through their middle. A link inside a sentence is left out, and so
# is a marked word: the passage it leads to stands beside it.
TOO_SMALL = """() => {
  const enough = 43, found = [];
  const answers = (one, x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (one.contains(hit) || hit.contains(one) && hit.tagName === "LABEL"
      || hit.closest("label") !== null && hit.closest("label") === one.closest("label"));
  };
  for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (!one.checkVisibility() || one.matches(".skip, .word, .wire a, .visually-hidden")) continue;
    if (one.closest("[hidden]")) continue;
    const text = one.closest("p, dd, td, blockquote");
    if (one.tagName === "A" && text && text.textContent.trim() !== one.textContent.trim()) continue;
    const label = one.matches("[type=checkbox], [type=radio]") ? one.closest("label") || one.labels[0] : null;
    const target = label || one;
    target.scrollIntoView({ block: "center" });
    const box = target.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    let high = 1;
    for (const step of [-1, 1]) {
      for (let at = step; Math.abs(at) < enough && answers(target, x, y + at); at += step) high += 1;
    }
    const name = (one.innerText || one.name).trim();
    if (Math.max(high, box.height) < enough) found.push(`${one.tagName} «${name}» ${Math.round(box.height)}`);
  }
  return found;
}"""


@pytest.mark.parametrize("role", PAGES)
def test_a_thumb_meets_every_control(browser: Browser, demonstration: Demonstration, role: str | None) -> None:
    phone = demonstration.opened(browser, role, viewport=PHONE, has_touch=True, is_mobile=True)
    page = phone.new_page()
    small = {}
    for path in PAGES[role]:
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, path
        if found := page.evaluate(TOO_SMALL):
            small[path] = found
    phone.close()
    assert not small
