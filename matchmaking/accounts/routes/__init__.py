"""Pages of accounts: the ways in, a person's own account, personal links."""

from __future__ import annotations

from flask.typing import RouteCallable

from matchmaking.accounts.routes import account, entering, mailed_links, mails, personal_entry, personal_links
from matchmaking.accounts.routes.blueprint import blueprint

__all__ = ["REPLACED", "account", "blueprint", "entering", "mailed_links", "mails", "personal_entry", "personal_links"]

# Flask-Security's own views of these addresses write on a GET, or take longer for an address on file.
REPLACED: dict[str, RouteCallable] = {
    "security.register": entering.register,
    "security.confirm_email": mailed_links.confirm,
    "security.send_confirmation": mailed_links.ask_confirmation,
    "security.forgot_password": mailed_links.ask_reset,
}
