"""The product's own lexicon can be used as it stands."""

from __future__ import annotations

import pytest

from matchmaking.language.lexicon import PRODUCT_LEXICON, LexiconError, load_lexicon


def test_the_product_lexicon_has_no_fault() -> None:
    try:
        load_lexicon(PRODUCT_LEXICON)
    except LexiconError as error:
        pytest.fail("\n".join(error.problems))
