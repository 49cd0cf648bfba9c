"""One stem for the forms of a word: Snowball for French and English, a light stemmer for Arabic.

French and English words are folded first and the endings that accents would have told are restored by rule
(*securite* -> *sécurité*), so a text typed without accents gets the same stems as one typed with them.
Doubled consonants count once (*developement*, *développement*). The Arabic stemmer follows light10 (Larkey,
Ballesteros and Connell 2007) with lists of the field's roots whose first letter only looks like a particle.
"""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

from matchmaking.language.folding import fold, is_arabic

_FRENCH = Stemmer.Stemmer("french", 0)
_ENGLISH = Stemmer.Stemmer("english", 0)
_DOUBLED = re.compile(r"([bcdfglmnprstz])\1")
_RESTORED = (
    (re.compile(r"ites?$"), "ité"),
    (re.compile(r"ieres?$"), "ière"),
    (re.compile(r"ees?$"), "ée"),
    (re.compile(r"eres?$"), "ère"),
)
_MIN_STEM = 3
_AS_A_SERVICE = "aas"  # SaaS, PaaS: like 4G, C++ and Node.js they have no forms


def _roots(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Roots of the field that begin with a letter which elsewhere is a particle (و and, ب with, ل for, ف then, ك
# as).
_ROOTS = {
    "و": _roots(
        """
        وزار وزير وكال وكيل ولاي وثيق وثاي وسيط وساط وسيل وساي وحد ورش ورق وقود وظيف وظاي وضع وقت وصول
        وطن وفر وكل وصل واجه واقع وارد والي وجب وجه وزن وزع وهر ورقل ودي وضوح وعي وقاي ولوج ويب وباء واد واح واف
        """
    ),
    "ب": _roots(
        """
        بنك بنوك برنامج برامج برمج بيان بطاق بطاي بناء بنا بيع بحث بحوث بريد بذور بذر بطاط بلدي بلاستيك
        بورص بني بيي بيطر بث بحر بير بيت بوتاس باماكو بواب بطاري بديل بدايل بكالور بوليص بصم بقر بضاي
        بضاع بسيط بلوك بترول بلد بيض بنزين بستن بستان بقول بقوليات بطال بعد بعيد باحث بايع بارد باقه
        باق براء برج بشر بيوت بايو بيو بكتير بودر بودكاست بلاغ بلورص بسكر بشار بجاي بومرداس بليد باتن
        بويره بنوا بامي
        """
    ),
    "ل": _roots(
        """
        لوح لغ لقاح لجن لجان لوجست لحوم لحم لاسلك لباس ليبي لتر ليسانس لوازم لافت لقاء لبنان لوغو لعب
        لين ليل لازم لاحق لاج لايح لصوص لبان
        """
    ),
    "ف": _roots(
        """
        فلاح فندق فنادق فاتور فواتير فوتر فرع فروع فرق فريق فرنس فواك فاكه فحص فوسفات فيبر فيديو فرص
        فصل فضاء فضاي فضل فن فكر فعل فعال فولاذ فراول فرز فرينه فايد فواي فول فيلم فتح فرد فني
        """
    ),
    "ك": _roots(
        """
        كهرباء كهرب كاميرا كابل كوابل كفاء كتاب كتب كراء كرتون كريدي كود كمبيوتر كلي كمي كامل كبير كمام
        كيماوي كيميا كوبا كوبر كلوز
        """
    ),
}
_ARTICLES = ("وبال", "وكال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال")
_POSSESSIVES = ("هما", "كما", "نا", "ها", "هم", "كم", "هن")
_ENDINGS = ("يات", "ات", "ون", "ين", "ان", "يه", "وا", "ه", "ي", "ت")


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of one word; `language` is fr or en, Arabic letters are Arabic whatever it says."""
    folded = fold(word)
    if is_arabic(folded):
        return _arabic_stem(folded)
    folded = folded.replace("-", "").replace("\u2010", "").replace("\u2011", "")
    if len(folded) <= _MIN_STEM or not folded.isalpha() or folded.endswith(_AS_A_SERVICE):
        return folded
    stemmed = _ENGLISH.stemWord(folded) if language == "en" else _FRENCH.stemWord(_restore_endings(folded))
    short = _DOUBLED.sub(r"\1", fold(stemmed))
    return short if len(short) >= _MIN_STEM else folded


def _restore_endings(folded: str) -> str:
    if len(folded) > _MIN_STEM + 1:
        for pattern, ending in _RESTORED:
            restored, count = pattern.subn(ending, folded)
            if count:
                return restored
    return folded


def arabic_light(folded: str) -> str:
    """A folded Arabic word without its attached particles and article."""
    return _strip_particles(folded)


def _arabic_stem(word: str) -> str:
    return _strip_endings(_strip_particles(word))


def looks_rooted(word: str) -> bool:
    """Whether the first letter of a folded Arabic word belongs to its root, though elsewhere it is a particle."""
    return word.startswith(_ROOTS.get(word[0], ()))


def _strip_particles(word: str) -> str:
    if word[0] == "و" and len(word) > _MIN_STEM and not looks_rooted(word):
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _MIN_STEM:
            return word[len(article) :]
    if word[0] in "بلفك" and len(word) > _MIN_STEM + 1 and not looks_rooted(word):
        return word[1:]
    return word


def _strip_endings(word: str) -> str:
    for ending in _POSSESSIVES:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            word = word[: -len(ending)]
            break
    for _ in range(2):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
                word = word[: -len(ending)]
                break
        else:
            return word
    return word
