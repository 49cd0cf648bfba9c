"""The form of a letter's words; each problem is said by name and line."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from matchmaking.wordings import texts
from matchmaking.wordings.kinds import LetterKind
from matchmaking.wordings.texts import Problem, Words


class WordingForm(FlaskForm):
    """Subject, text and short form of one letter in one language."""

    version = HiddenField()
    subject = StringField(_l("Subject"), validators=[InputRequired(_l("Write a subject."))])
    text = TextAreaField(_l("Text"), validators=[InputRequired(_l("Write the text of the letter."))])
    spoken = TextAreaField(
        _l("By WhatsApp or on the telephone"),
        description=_l("Said before we know who listens: the other organisation is never named here."),
        validators=[InputRequired(_l("Write what to say."))],
    )

    def __init__(self, kind: LetterKind, **values: object) -> None:
        super().__init__(**values)
        self._kind = kind
        if not kind.spoken:
            del self.spoken

    def validate_subject(self, field: Field) -> None:
        """Placeholders are known, and it is one line."""
        _refuse(texts.check_subject(field.data, self._kind))

    def validate_text(self, field: Field) -> None:
        """Placeholders are known, obligatory ones are there, braces are whole."""
        field.data = field.data.replace("\r\n", "\n")
        _refuse(texts.check_text(field.data, self._kind))

    def validate_spoken(self, field: Field) -> None:
        """The same for what is said."""
        field.data = field.data.replace("\r\n", "\n")
        _refuse(texts.check_spoken(field.data, self._kind))

    def words(self) -> Words:
        """What was written."""
        spoken = self.spoken.data.strip() if self._kind.spoken else ""
        return Words(subject=self.subject.data.strip(), text=self.text.data.strip(), spoken=spoken)

    def shown_version(self) -> int:
        """The version that the form was filled in from."""
        return int(self.version.data) if (self.version.data or "").isdecimal() else -1


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ValidationError(" ".join(map(said, problems)))


def said(problem: Problem) -> str:
    """What is wrong and where, in a sentence."""
    name = f"{{{problem.name}}}"
    match problem.code:
        case "unknown":
            return str(_("Line %(line)s: %(name)s is no placeholder of this field.", line=problem.line, name=name))
        case "missing":
            return str(_("%(name)s is missing: without it nobody can answer.", name=name))
        case "alone":
            return str(_("Line %(line)s: %(name)s stands on a line of its own.", line=problem.line, name=name))
        case "brace":
            return str(
                _("Line %(line)s: a brace is open or closed without its pair, or holds no name.", line=problem.line)
            )
        case "lines":
            return str(_("A subject is one line."))
        case _:
            return str(_("Write at most %(number)s characters.", number=problem.name))
