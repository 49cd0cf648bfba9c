"""What an organizer types beside the passages of a profile, and what their author answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from matchmaking.profiles.content import TEXT_LENGTH
from matchmaking.profiles.parsing import clean
from matchmaking.profiles.translations.models import Translation
from matchmaking.profiles.translations.operations import Said
from matchmaking.profiles.translations.passages import Original

TITLE_LENGTH = 200
_TOO_LONG = _l("This is longer than %(max)d characters.")


def _cleaned(typed: str | None) -> str:
    return clean(typed or "")


class EntryForm(Form):
    """One passage in the other language; of a presentation the text alone."""

    key = HiddenField()
    title = StringField(_l("In one line"), validators=[Length(max=TITLE_LENGTH, message=_TOO_LONG)])
    text = TextAreaField(_l("Text"), validators=[Length(max=TEXT_LENGTH, message=_TOO_LONG)])


class TranslateForm(FlaskForm):
    """All passages of a profile, each of them optional."""

    entries = FieldList(FormField(EntryForm))

    def show(self, found: Sequence[Original], latest: Mapping[str, Translation]) -> None:
        """An entry for each passage, with what was last written."""
        for original in found:
            row = latest.get(original.key)
            self.entries.append_entry(
                {"key": original.key, "title": row.title if row else "", "text": row.text if row else ""}
            )

    def read(self, found: Sequence[Original]) -> list[Said] | None:
        """What was written; None where something is wrong, with the problem at its field."""
        if not self.validate():
            self.form_errors.append(_("One translation is too long."))
            return None
        written = {one.key: one for one in found}
        said = []
        for entry in self.entries.entries:
            title, text = clean(entry.form.title.data or "") or "", clean(entry.form.text.data or "") or ""
            original = written.get(entry.form.key.data or "")
            if original is None or not (title or text):
                continue
            if original.side is not None and not title:
                entry.form.title.errors = [_("Write it in one line first.")]
                self.form_errors.append(_("A translation has a text but no line above it."))
                return None
            said.append(Said(original.key, title if original.side is not None else "", text))
        return said


class AnswerForm(FlaskForm):
    """The author's answer to one translation; their own words are cleaned as all texts are that others read."""

    title = StringField(_l("In one line"), filters=[_cleaned], validators=[Length(max=TITLE_LENGTH, message=_TOO_LONG)])
    text = TextAreaField(_l("Text"), filters=[_cleaned], validators=[Length(max=TEXT_LENGTH, message=_TOO_LONG)])

    def lacks_title(self, row: Translation) -> bool:
        """Whether a line was emptied that every offer and need has; the problem then stands at its field."""
        if self.title.data or not row.title:
            return False
        self.title.errors = [_("Write it in one line first.")]
        return True
