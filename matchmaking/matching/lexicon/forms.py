"""What organizers write of a concept, and the sentence they try the lexicon out with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from matchmaking.language.folding import is_arabic
from matchmaking.language.lexicon import LANGUAGES, Fault
from matchmaking.matching.lexicon.browsing import Book, Row
from matchmaking.matching.lexicon.operations import Words
from matchmaking.matching.lexicon.wording import fault_sentence

LONGEST_TRIAL = 2_000
LONGEST_PHRASE = 80
MOST_PHRASES = 40
ROWS = 5


def _phrases(written: str | None) -> list[str]:
    """One phrase a line; a bar parts them too. The same phrase twice is one."""
    lines = (" ".join(line.split()) for line in (written or "").replace("|", "\n").splitlines())
    return list(dict.fromkeys(line for line in lines if line))


class PhrasesField(TextAreaField):
    """The phrases of one language, one a line; the first is the name that pages show."""

    def __init__(self, *args: Any, arabic: bool = False, **kwargs: Any) -> None:
        required = InputRequired(_l("Write at least one phrase."))
        super().__init__(*args, validators=[required], render_kw={"rows": ROWS}, **kwargs)
        self.arabic = arabic

    def pre_validate(self, form: FlaskForm) -> None:
        """Refuse what is too long, and a language in another's field."""
        phrases = _phrases(self.data)
        if len(phrases) > MOST_PHRASES:
            raise ValidationError(_("At most %(count)s phrases: keep the usual ones.", count=MOST_PHRASES))
        for phrase in phrases:
            if len(phrase) > LONGEST_PHRASE:
                raise ValidationError(_("“%(phrase)s” is too long for a phrase.", phrase=phrase[:LONGEST_PHRASE] + "…"))
            if is_arabic(phrase) and not self.arabic:
                raise ValidationError(_("“%(phrase)s” is Arabic: write it in the Arabic field.", phrase=phrase))
        if self.arabic and phrases and not any(map(is_arabic, phrases)):
            raise ValidationError(_("Write at least one phrase in Arabic letters."))

    def joined(self) -> str:
        """As the file of the lexicon writes them."""
        return "|".join(_phrases(self.data))


class VersionForm(FlaskForm):
    """A decision about a concept, with the version of its change that the page showed; 0 where there was none."""

    version = HiddenField(default="0")

    @property
    def shown_version(self) -> int:
        """The posted version; -1 for anything that is no number."""
        return int(self.version.data) if str(self.version.data or "").isdecimal() else -1


class EntryForm(VersionForm):
    """A concept: its phrases in three languages, and where it hangs."""

    fr = PhrasesField(_l("French"), description=_l("One phrase a line; the first is the name that pages show."))
    ar = PhrasesField(_l("Arabic"), description=_l("With and without the article where both are written."), arabic=True)
    en = PhrasesField(_l("English"), description=_l("Plurals and word order look after themselves."))
    parent = StringField(
        _l("Hangs on"),
        description=_l("The name of a wider concept, in any language: whoever says the narrow one half says the wide."),
        validators=[Length(max=LONGEST_PHRASE, message=_l("That is too long for the name of a concept."))],
    )

    @classmethod
    def showing(cls, row: Row, version: int, book: Book) -> EntryForm:
        """The form as a concept stands."""
        lines = {language: "\n".join(row.phrases[language]) for language in LANGUAGES}
        return cls(formdata=None, version=version, parent=book.label(row.parent) if row.parent else "", **lines)

    def read(self, book: Book) -> Words | None:
        """What was written; None where something must be corrected first."""
        if not self.validate():
            return None
        typed = " ".join((self.parent.data or "").split())
        parent = book.named(typed) if typed else None
        if typed and parent is None:
            sentence = _("No concept is called “%(name)s”. Look for it in the list, or leave this empty.", name=typed)
            self.parent.errors = [*self.parent.errors, sentence]
            return None
        return Words(self.fr.joined(), self.ar.joined(), self.en.joined(), parent)

    def tell(self, concept: str, faults: Iterable[Fault], book: Book) -> None:
        """Put each fault beside the field it is about."""
        for fault in faults:
            target = self[fault.language] if fault.language in LANGUAGES else self.parent
            target.errors = [*target.errors, fault_sentence(fault, concept, book)]


class TrialForm(FlaskForm):
    """A sentence to try the lexicon with. It is read and forgotten."""

    text = TextAreaField(
        _l("A sentence in French, Arabic or English"),
        validators=[
            InputRequired(_l("Write or paste a sentence.")),
            Length(max=LONGEST_TRIAL, message=_l("At most 2000 characters: a passage, not a whole profile.")),
        ],
    )
