"""Names of organisations made comparable: what is legal form falls away, and two scripts meet in their consonants.

Pure. A Latin and an Arabic spelling of one name share their consonants, hardly ever their vowels: « Toumour Essahel »
and « تمور الساحل » both become `tmr shl`. Letters that one script does not tell apart share a class, after the
romanisation in use in Mali and Algeria (ch = ش, dj = ج, kh = خ, ou = و; a hard g is written ق, ك or غ). Translations
are not seen: « Énergie du Sahel » and « طاقة الساحل » stay two names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from matchmaking.language.folding import fold, is_arabic


def words(text: str) -> frozenset[str]:
    """A list of words as it is read best: in a sentence's line."""
    return frozenset(text.split())


LEGAL_FORMS = words(
    "sarl sarlu suarl surl eurl sa sas sasu spa snc scs gie scop scoop coop sci ei ltd limited llc inc plc gmbh co cie"
    " company compagnie corporation corp ste societe ets etablissement etablissements entreprise"
    " شذمم ذمم شركه الشركه مؤسسه موسسه المؤسسه الموسسه مقاوله"
)
_LINKS = words("de du des d la le les l et en au aux pour of the and for in el al ech ed er es ez bu w و في من ل")
# Words that many names hold: two names that share only these share nothing.
COMMON = words(
    "groupe group groupement cooperative union association federation reseau agence centre institut ecole universite"
    " banque bank fonds fund capital incubateur hub lab labs studio maison bureau cabinet atelier services service"
    " solutions solution systems systemes system technologies technologie technology tech digital numerique"
    " informatique it data energie energies energy solaire solar scolaire agro agri agricole agriculture ferme"
    " transport transports logistique logistics consulting conseil conseils ingenierie engineering industrie"
    " industries trading import export international internationale afrique africa african africain sahel maghreb"
    " mali malien malienne algerie algerien algerienne algeria bamako alger oran segou sikasso kayes mopti gao"
    " tombouctou koulikoro constantine annaba setif blida tlemcen nord sud est ouest femmes jeunes producteurs"
    " maraichere maraicheres sante health finance assurance pharma media مجمع تعاونيه الجزائر مالي"
)
# One more of these makes another organisation: a branch, a district, a number.
_DISCRIMINATING = words(
    "nord sud est ouest centre rive droite gauche i ii iii iv bamako alger oran segou sikasso kayes mopti gao"
    " tombouctou koulikoro constantine annaba setif blida tlemcen kidal koutiala"
)

_DOTS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_WORD = re.compile(r"[^\W_]+")
_DIGRAPHS = (
    ("tch", "c"), ("sch", "c"), ("sh", "c"), ("ch", "c"), ("kh", "x"), ("gh", "k"), ("dj", "j"), ("dh", "d"),
    ("th", "t"), ("ph", "f"), ("qu", "k"), ("ck", "k"),
)  # fmt: skip
_LATIN = str.maketrans({"q": "k", "v": "f", "p": "b", "g": "k"} | dict.fromkeys("aeiouyw", ""))
_SOFT = re.compile(r"c(?=[eiy])")
_SOFT_G = re.compile(r"g(?=[eiy])")
_ARABIC = str.maketrans(
    {
        "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "چ": "c", "ح": "h", "ه": "h", "خ": "x", "د": "d",
        "ذ": "d", "ض": "d", "ظ": "d", "ر": "r", "ز": "z", "س": "s", "ص": "s", "ش": "c", "غ": "k", "ف": "f", "ڤ": "f",
        "ق": "k", "ك": "k", "گ": "k", "ڨ": "k", "ل": "l", "م": "m", "ن": "n",
    }
    | dict.fromkeys("اأإآٱىيوعءئؤةی", "")
)  # fmt: skip


@dataclass(frozen=True)
class Name:
    """One spelling of a name: its words without legal form, and their consonants."""

    words: tuple[str, ...]  # folded, without legal forms and link words
    consonants: tuple[str, ...]  # of each word that has some
    arabic: bool

    @property
    def joined(self) -> str:
        """All words in one, as « AgriTech » and « Agri Tech » agree."""
        return "".join(self.words)

    @property
    def ordered(self) -> str:
        """The words in alphabetical order, for comparisons that ignore theirs."""
        return " ".join(sorted(self.words))

    @property
    def skeleton(self) -> str:
        """The consonants of all words."""
        return " ".join(self.consonants)


@lru_cache(maxsize=50_000)
def read_name(text: str) -> Name:
    """A name as it is compared; where nothing but legal form and links would be left, all its words count."""
    every = tuple(_joined_letters([fold(word) for word in _WORD.findall(_DOTS.sub("", text))]))
    told = tuple(word for word in every if word not in LEGAL_FORMS and word not in _LINKS) or every
    arabic = is_arabic(text)
    told = tuple(map(_without_article, told)) if arabic else told
    return Name(told, tuple(filter(None, map(consonants, told))), arabic)


@lru_cache(maxsize=100_000)
def consonants(word: str) -> str:
    """The classes of a word's consonants: `tmr` for both « toumour » and « تمور »."""
    if is_arabic(word):
        return re.sub(r"(.)\1", r"\1", word).removesuffix("ه").translate(_ARABIC)
    bare = _attached_article(word)
    for letters, sound in _DIGRAPHS:
        bare = bare.replace(letters, sound.upper())
    bare = _SOFT_G.sub("j", _SOFT.sub("s", bare)).replace("c", "k").replace("x", "ks").lower()
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return bare.removesuffix("h").translate(_LATIN) if bare.endswith(("ah", "eh")) else bare.translate(_LATIN)


def is_telling(word: str) -> bool:
    """Whether sharing this word says something: it is neither short nor held by many names."""
    return len(word) >= 4 and word not in COMMON and not word.isdecimal()


def tells_apart(word: str) -> bool:
    """Whether one more word of this kind makes another organisation of the same name."""
    return len(word) == 1 or word in _DISCRIMINATING or any(character.isdecimal() for character in word)


def _joined_letters(words: list[str]) -> list[str]:
    """S A R L as one word, and ش ذ م م too."""
    joined: list[str] = []
    letters = ""
    for word in [*words, ""]:
        if len(word) == 1:
            letters += word
            continue
        joined += [letters] if letters else []
        letters = ""
        joined += [word] if word else []
    return joined


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _attached_article(word: str) -> str:
    """« Essahel », « Ennour »: the article takes the first letter of its word."""
    if len(word) > 4 and word[0] in "ae" and word[1] == word[2] and word[1] in "tdrzsnlc":
        return word[2:]
    if len(word) > 6 and word[:2] in ("el", "al") and word[2] in "bjhkfqm":
        return word[2:]
    return word
