"""The dictionary form of one word, near enough: number, gender and attached particles removed, nothing derived.

Single words of the lexicon are compared in this form. Stems would call *équipe* an équipement, *environ* an
environnement and *customers* customs; inside phrases of several words they do no such harm.
"""

from __future__ import annotations

from functools import lru_cache

from matchmaking.language.folding import fold, is_arabic
from matchmaking.language.stemming import arabic_light

_MIN_FORM = 3
# (ending, its masculine, letters a word needs): short words such as vente or année end alike by chance.
_FRENCH_FEMININES = (
    ("ales", "al", 6), ("ale", "al", 6), ("elle", "el", 6), ("ienne", "ien", 6), ("enne", "en", 7), ("onne", "on", 7),
    ("aine", "ain", 6), ("iere", "ier", 7), ("ive", "if", 6), ("aise", "ais", 7), ("oise", "ois", 7),
    ("ante", "ant", 7), ("ente", "ent", 7), ("ee", "e", 8), ("euse", "eux", 8),
)  # fmt: skip
_FRENCH_SAME_IN_PLURAL = frozenset(
    (
        "acces", "avis", "bois", "bras", "choix", "colis", "concours", "cours", "croix", "devis", "discours", "express",
        "fonds", "frais", "gaz", "inox", "mais", "noix", "parcours", "pays", "permis", "poids", "prix", "proces",
        "process", "progres", "puits", "recours", "relais", "repas", "secours", "succes", "tapis", "temps", "tournevis",
        "univers", "voix",
    )
)  # fmt: skip
"""Their last letter is no plural: *pays* is not *pay*, nor *fonds* *fond*."""
_ENGLISH_PLURALS = (("ies", "y", 5), ("sses", "ss", 6), ("xes", "x", 5), ("ches", "ch", 6), ("shes", "sh", 6))
_ENGLISH_SINGULARS = ("ss", "us", "is")
_ARABIC_POSSESSIVES = ("هما", "نا", "ها", "هم", "كم")
_ARABIC_NUMBERS = ("ات", "ون", "ين", "ان", "ه")


@lru_cache(maxsize=200_000)
def inflected(word: str, language: str) -> str:
    """The word's form of comparison; `language` is fr or en, Arabic letters are Arabic whatever it says."""
    folded = fold(word)
    if is_arabic(folded):
        return _arabic(arabic_light(word))
    if not folded.isalpha() or len(folded) <= _MIN_FORM:
        return folded
    return _english(folded) if language == "en" else _french(folded)


def _french(folded: str) -> str:
    if folded in _FRENCH_SAME_IN_PLURAL:
        return folded
    if folded.endswith("aux") and len(folded) > 5 and not folded.endswith("eaux"):
        return folded[:-2] + "l"
    if folded.endswith(("s", "x")):
        folded = folded[:-1]
    for ending, masculine, letters in _FRENCH_FEMININES:
        if folded.endswith(ending) and len(folded) >= letters:
            return (folded[: -len(ending)] + masculine).removesuffix("x")
    return folded


def _english(folded: str) -> str:
    for ending, singular, letters in _ENGLISH_PLURALS:
        if folded.endswith(ending) and len(folded) >= letters:
            return folded[: -len(ending)] + singular
    return folded[:-1] if folded.endswith("s") and not folded.endswith(_ENGLISH_SINGULARS) else folded


def _arabic(light: str) -> str:
    return _without(_without(light, _ARABIC_POSSESSIVES), _ARABIC_NUMBERS)


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_FORM:
            return word[: -len(ending)]
    return word
