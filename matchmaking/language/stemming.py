"""One stem for the forms of a word: Snowball for French and English, a light stemmer for Arabic.

French and English words are folded first and the endings that accents would have told are restored by rule
(*securite* -> *sécurité*), so a text typed without accents gets the same stems as one typed with them.
Doubled consonants count once (*developement*, *développement*). The Arabic stemmer follows light10 (Larkey,
Ballesteros and Connell 2007) with lists of the words whose first letters only look like a particle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from matchmaking.language.folding import arabic_letters, fold, is_arabic

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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Whole words of the field, endings fallen, whose first letters elsewhere are a particle: و and, ب with, ل for, ف then,
# ك as.
_ROOTED = _words(
    """
    واتساب واجب واجه واح واد وارد واسع واصل واضح واغادوغو واق واقع والد والي وايت وايفاي وبا وباء وتير وثايق وثيق
    وجب وجع وجه وحد وحيد وداع ودايع وديا وديان وديع وديه ورا وراث وراقه ورد ورش ورق ورقل ورنيش ورود
    وزار وزرا وزراء وزن وزنا وزير وساد وساط وسايد وسايط وسايل وسط وسطا وسطاء وسيط وسيل وصا وصايا وصف وصل
    وصول وصيه وضع وضوح وطن وظايف وظيف وفاق وفاه وفره وفود وفيات وفير وقا وقايع وقت وقف وقود وقوع وقوف وكال
    وكلا وكلاء وكيل ولا ولاد ولاع ولوج ومض وهران وهم ووردبريس ويب ويبينار ويكيبيديا
    باب بابا بابايا بابريكا باتر باتن باج باحث باخر باذنج بارد باريس باز بازلا باشر باع باق بال بالغ بالون باليت بام
    باماكو بامبارا بانديغارا باهظ باوباب بايث بايع بايعو بايو بتروكيماو بتروكيميا بترول بث بجا بحث بحر بحوث بحوز
    بحير بخار بخور بدا بدايل بدل بدن بديل بذار بذر بذور براء براغ برامج براميل برايل برتقال برج برسيم برغ برقوق برمج
    برميل برنامج برنس برنوس بروبوليس بروبيل بروتوتيب بروتوكول بروتين برود بروسيلا بروفورما بروكسل برونز بري بريد
    بريم بست بستان بستر بستن بسكر بسكو بسيط بشار بشر بصر بصل بصم بصيل بضاع بضايع بطار بطاط بطاطا بطاطس بطاق بطال
    بطان بطايق بطول بطي بطيخ بعث بعد بعوض بعيد بقال بقايا بقر بقول بكالوريا بكتيريا بكر بلاتفورم بلاد بلاستيك بلاط
    بلاغ بلاك بلايس بلجيكا بلد بلسم بلعباس بلهارسيا بلوتوث بلور بلوط بلوغ بلوك بلوكتش بليد بنا بناء بناو بندور
    بنزين بنك بنوك بني بنيان بنين بهار بواب بواخر بوت بوتاس بوتاسيوم بودر بودكاس بودكاست بورتابل بورص بورك بوظ
    بوعريريج بوف بوفرو بوليستر بوليص بوليمر بومرداس بوير بياض بياطر بيان بيت بيتا بيتزا بيتزيريا بيتش بيتكو بيداغوج
    بيداغوجيا بير بيزنس بيض بيضا بيطر بيع بيو بيوت بيوتكنولوجيا بيوديزل بيوشار بيوطب بيوع بيوغاز بيولوج بيولوجيا
    بيومتر بيومناخ بيي
    لابتوب لاتر لاتكس لاج لاحق لاحم لازم لاسلك لاصق لاعب لاغوس لاف لافت لافيبر لاقط لايح لباس لبان لبن لبنان لتر
    لجان لجن لحام لحظ لحم لحوم لدغ لصايق لصوص لعب لغات لغت لغه لغو لفايف لقا لقاء لقاح لقب لهج لواحق لوازم لوايح
    لوبيا لوجس لوجستيا لوجستيك لوجيس لوجيستيك لوجيسيال لوح لودر لوراو لوز لوغو لوكس لولب لون لياق ليال ليب ليبل
    ليبيا ليبيريا ليثيوم ليدار ليزر ليزينغ ليسانس ليف ليفريز ليل ليلا ليم ليمون لين لينكس ليون
    فاتح فاتور فاخر فار فارس فارغ فاسد فاسو فاصل فاصوليا فاعل فاقد فاك فاكتور فاكس فانوس فايد فايز فايض فايق فتا فتح
    فتر فتي فجا فجو فحص فحم فحوص فخار فدان فدرال فدي فراز فراش فراط فراغ فرامل فرانشيز فراول فرد فرز فرش فرشا فرص
    فرصا فرض فرع فرق فرم فرن فرنس فرنسا فرنشايز فرنك فروع فروق فريجيدار فريد فريض فريق فريقا فريلانس فريلانسر فرين
    فساتين فساد فسايل فست فستق فسيل فشل فصل فصول فصيل فضا فضاء فضاييا فضل فضي فطام فطاير فطر فعال فعل فقار فقد فقر
    فقير فكر فكوك فلاتر فلاح فلاش فلتر فلسف فلفل فلور فلين فنادق فنان فندق فنون فني فهرس فواتير فواصل فواك فوايد
    فوتر فوتوغراف فوج فور فورماس فوريا فوسف فوسفات فوسفور فوض فوضي فوط فول فولاذ فونيو فوه فيبر فيتام فيتور فيديو
    فيديوه فيروس فيريتاس فيزيا فيس فيسبوك فيض فيل فيلا فيلم فينتك فينتيك فيوزاريوم
    كاب كابل كاتب كاتشب كاجو كاذب كارث كارد كارط كاري كاريكاتير كازوال كاس كاشف كاكاو كالسيوم كاليتوس كام كامل كامن
    كامير كاميرا كاو كبار كباش كبد كبر كبريت كبسول كبش كبير كتاب كتالوج كتام كتان كتب كتل كتيب كثاف كثب كثير كحول
    كرا كراء كراث كراج كراريس كراس كراف كرب كربون كرت كرتون كرز كرس كركد كركم كرم كرموس كرنب كروم كري كريد كريم كزبر
    كساد كسار كسافا كسب كسكس كشاف كشف كشك كشوف كعك كفا كفاء كفاح كفال كفير كفيل كلاب كلارك كلام كلف كلنكر كلور
    كلوريد كلوز كلي كليا كليب كليل كليماتيزور كماش كمال كمام كمبيال كمبيوتر كموم كمون كمي كناب كناش كندا كنوز كنيس
    كهرب كهربا كهرباء كهروضو كهروما كهرومغناطيس كهرومنزل كهروميكانيك كهول كوابل كوارث كواشف كوافير كوب كوبا كوبر
    كوبرنيتس كوتشينغ كوتونو كوتيالا كود كور كورا كورو كوري كوريا كوريس كوس كوفيد كوكب كولزا كوليرا كوم كومبوس كوميد
    كونتونار كونتينر كوندور كونسورتيوم كونسورسيوم كونفدرال كيدال كيروس كيف كيلو كيلوغرام كيلوواط كيماو كيميا كين
    كينيا
    """
)
_NOT_ROOTED = _words("بنكهه بنكهات بقريه بكرتون بكركم")  # بنكهة is a flavour, no bank
# Words that begin with ال of their own; with their endings, for الواحة is no لوحة.
_NO_ARTICLE = _words(
    """
    الات البان البسه البوم البومات التحاق التحام التزام التزامات التقاط التماس التهاب التهابات الجيراك الحاق الزامي
    الزاميه العاب الكتروتقني الكتروني الكترونيا الكترونيات الكترونيك الكترونيكي الكترونيكيه الكترونيه الكترونيون
    الله الماني المانيا المنيوم الواح الوان الوفيرا الومنيوم اليات الياف اليفه
    """
)
_ARTICLES = ("وبال", "وكال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال")
_ONE_LETTER = "بلفك"
_PARTICLES = "و" + _ONE_LETTER
_HAMZAS = "أإآ"
_OWN_ALEF = ("أل", "إل", "آل")
_ARTICLE = "ال"
_SHORTEST_NOUN = 2  # letters after an article: الري
_POSSESSIVES = ("هما", "كما", "نا", "ها", "هم", "كم", "هن")
_ENDINGS = ("يات", "ات", "ون", "ين", "ان", "يه", "وا", "ه", "ي", "ت")
_ENDING_IN_TEH = _words(
    """
    بيت بيوت زيت زيوت وقت صوت بنت موت توت قوت حوت نحت تحت توقيت تصويت تثبيت انترنت اسمنت كبريت
    """
)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of one word; `language` is fr or en, Arabic letters are Arabic whatever it says."""
    folded = fold(word)
    if is_arabic(folded):
        return _strip_endings(arabic_light(word))
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


def arabic_light(word: str) -> str:
    """An Arabic word without its attached particles and article, and before a possessive without it if its ة shows.

    It is best given as typed: a hamza tells a word's own alef (ألواح) from that of the article.
    """
    typed = arabic_letters(word)
    light = _strip_particles(fold(word), typed)
    return light if typed.endswith("ء") else _restore_feminine(light)  # اقتناء has no possessive


def looks_rooted(word: str) -> bool:
    """Whether the first letters of a folded Arabic word belong to it, though elsewhere they are a particle."""
    if word.startswith(_ARTICLE):
        return word in _NO_ARTICLE or _without(word, _POSSESSIVES) in _NO_ARTICLE
    if word in _NOT_ROOTED:
        return False
    if word in _ROOTED or any(form in _ROOTED for form in _falling_endings(word)):
        return True
    is_object = word.endswith("ا") and len(word) > _MIN_STEM + 1  # نريد فندقا
    return is_object and looks_rooted(word[:-1])


def _strip_particles(word: str, typed: str) -> str:
    """A folded word without particles; `typed` is the same with its hamzas. Of a lone ء or ـ nothing is left."""
    if not word or _is_whole(word, typed):
        return word
    if word[0] == "و" and len(word) > _MIN_STEM:
        word, typed = word[1:], typed[1:]
        if _is_whole(word, typed):
            return word
    if word[0] in _ONE_LETTER and _only_looks_articled(word[1:], typed[1:]):
        return word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_NOUN:
            return word[len(article) :]
    return word[1:] if word[0] in _ONE_LETTER and len(word) > _MIN_STEM + 1 else word


def _is_whole(word: str, typed: str) -> bool:
    """Whether a word begins with letters of its own; before a typed hamza they are a particle (وأدوية, بأمان)."""
    if typed.startswith(_OWN_ALEF):
        return True
    shortest = _MIN_STEM if word[0] == "و" else _MIN_STEM + 1  # فأرة
    particle = word[0] in _PARTICLES and len(word) > shortest and typed[1] in _HAMZAS
    return not particle and looks_rooted(word)


def _only_looks_articled(word: str, typed: str) -> bool:
    """Whether a word behind a particle begins with ال or ل of its own: بألواح, للحوم."""
    return typed.startswith(_OWN_ALEF) or (word.startswith((_ARTICLE, "ل")) and looks_rooted(word))


def _restore_feminine(word: str) -> str:
    """مدرستنا as مدرسة: before a possessive a ة is written ت."""
    for possessive in _POSSESSIVES:
        owned = word.removesuffix(possessive)
        if owned != word:
            feminine = owned.endswith("ت") and not owned.endswith("ات") and owned not in _ENDING_IN_TEH
            return owned[:-1] + "ه" if feminine and len(owned) >= _MIN_STEM else word
    return word


def _strip_endings(word: str) -> str:
    return [word, *_falling_endings(word)][-1]


def _falling_endings(word: str) -> Iterator[str]:
    """What remains of a word as its endings fall: a possessive, then two at most."""
    owned = _without(word, _POSSESSIVES)
    if owned != word:
        yield owned
    for _ in range(2):
        bare = _without(owned, _ENDINGS)
        if bare == owned:
            return
        yield bare
        owned = bare


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word
