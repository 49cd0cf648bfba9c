"""Why two profiles may be one, in a reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.profiles import differences
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.twins.choosing import GROUPS
from matchmaking.profiles.twins.finding import Sign, Twin

SIGNS: Mapping[Sign, LazyString] = {
    Sign.SITE: _l("same website"),
    Sign.EMAIL: _l("same e-mail address"),
    Sign.PHONE: _l("same telephone"),
    Sign.DOMAIN: _l("same internet domain"),
    Sign.SAME_NAME: _l("same name, but for the legal form or its writing"),
    Sign.TWO_SCRIPTS: _l("the same name in two scripts"),
    Sign.NEAR_NAME: _l("almost the same name"),
    Sign.SHORTER_NAME: _l("one name is a shorter form of the other"),
}
_HEADS: Mapping[str, LazyString] = {
    "contact_name": _l("Contact as typed"),
    "seeking_amount": _l("Amounts"),
}


def reasons(twin: Twin) -> str:
    """All that speaks for it in one line, such as « same website; almost the same name »."""
    told = str(_("; ")).join(str(SIGNS[sign]) for sign in twin.signs)
    return told[:1].upper() + told[1:]


def head(group: str) -> str:
    """What a group of fields is called."""
    return str(_HEADS.get(group) or differences.FIELDS[group])


def value(typed: ProfileContent, group: str) -> str:
    """What a profile says there; several fields one under the other."""
    names = (name for name in GROUPS[group] if name != "currency")  # stands beside each amount
    return "\n".join(filter(None, (differences.words(typed, name) for name in names)))
