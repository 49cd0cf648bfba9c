"""Flask-Security's way to the outbox: it says what happened, we word the mail."""

from __future__ import annotations

from typing import Any

from flask_security import MailUtil

from matchmaking import clock
from matchmaking.accounts import notifications

PASSWORD_CHANGED = frozenset({"reset_notice", "change_notice"})


class OutboxMailUtil(MailUtil):
    """Writes a mail into the outbox, in the transaction of the change it tells of."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: str | tuple[str, str],
        sender: str | tuple[str, str],
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        """Queue our own mail for what Flask-Security's `template` would have said."""
        name = template.rpartition("/")[2]
        if name not in PASSWORD_CHANGED:
            raise ValueError(f"no mail of ours stands for {template}")
        notifications.tell_password_changed(kwargs["user"], now=clock.now())
