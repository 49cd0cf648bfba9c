"""What of a posted form may be kept. Pure."""

from __future__ import annotations

import re

from werkzeug.datastructures import MultiDict

LIMIT = 64_000  # characters, names included
SECRET = re.compile(r"password|token|secret", re.IGNORECASE)

Fields = dict[str, list[str]]


def keepable(form: MultiDict[str, str]) -> Fields | None:
    """The fields without passwords and tokens; None where nothing is left or it is too much to keep."""
    fields = {name: values for name, values in form.lists() if not SECRET.search(name)}
    size = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
    return fields if any(any(values) for values in fields.values()) and size <= LIMIT else None
