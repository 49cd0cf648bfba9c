"""The organizers' notebook as the page of an introduction shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaking.introductions.models import Introduction
from matchmaking.introductions.notebook import queries
from matchmaking.introductions.notebook.forms import FollowerForm, NoteForm, TagForm
from matchmaking.introductions.notebook.models import IntroductionNote


@dataclass(frozen=True, kw_only=True)
class Notebook:
    """Everything of it, with its forms."""

    notes: Sequence[IntroductionNote]
    tags: Sequence[str]
    note_form: NoteForm
    tag_form: TagForm
    follower_form: FollowerForm


def follower_form(introduction: Introduction | None = None) -> FollowerForm:
    """The choice among organizers; on the person who follows `introduction` now."""
    row = queries.find_follower(introduction) if introduction else None
    form = FollowerForm(data={"follower": str(row.user_id)}) if row else FollowerForm()
    form.follower.choices = [("", "–"), *((str(one.id), one.full_name) for one in queries.list_organizers())]
    return form


def notebook_of(introduction: Introduction) -> Notebook:
    """The notebook of one introduction."""
    return Notebook(
        notes=queries.list_notes(introduction),
        tags=queries.list_tags(introduction),
        note_form=NoteForm(formdata=None),
        tag_form=TagForm(formdata=None),
        follower_form=follower_form(introduction),
    )


def on_other_pages() -> dict[str, object]:
    """The function that the page of an introduction calls; it reads nothing before."""
    return {"notebook_of": notebook_of}
