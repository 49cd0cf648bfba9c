"""A form posted after its session has ended: its text is kept and shown again after the sign-in."""

from matchmaking.accounts.kept_forms.routes import forget, keep_posted_form, restore, waiting_path

__all__ = ["forget", "keep_posted_form", "restore", "waiting_path"]
