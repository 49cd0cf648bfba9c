"""Too much at once: the answer is a page, not a broken line."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from matchmaking.extensions import db
from tests.factories import make_user
from tests.matching_samples import fr
from tests.visitor import Visitor

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("path", ["/organisation/new", "/login"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_the_sender_can_finish_and_then_reads_why(app: Flask, visitor: Visitor, path: str, signed_in: bool) -> None:
    if signed_in:
        with app.app_context():
            make_user("awa@example.org")
            db.session.commit()
        visitor.sign_in("awa@example.org")
    sent = io.BytesIO(b"name=" + b"a" * (6 * MEGABYTE))
    answer = visitor.client.post(
        path,
        input_stream=sent,
        content_length=len(sent.getvalue()),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert fr("This is too large to send") in " ".join(answer.text.split())
    # A browser that is still sending when the line closes shows its own error instead of the page.
    assert sent.read(1) == b"", "all of it was taken in"
