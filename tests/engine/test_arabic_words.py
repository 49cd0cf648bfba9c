"""Arabic words as sentences of the field hold them: what is a particle falls, what is the word's own stays."""

from __future__ import annotations

import pytest

from matchmaking.language.lexicon import product_lexicon
from matchmaking.language.stemming import stem
from matchmaking.language.terms import analyse

SENTENCES = [
    ("نوزع معدات طبية وأدوية على الصيدليات", "وأدوية", "دواء"),
    ("ورشة تصنع ملابس وأحذية جلدية", "وأحذية", "أحذية"),
    ("تربية الأسماك في برك وأحواض", "وأحواض", "أحواض"),
    ("ننتج إعلانات وأفلام قصيرة", "وأفلام", "فيلم"),
    ("مخابز وأفران في الأحياء", "وأفران", "فرن"),
    ("في المدينة مستشفيات وعيادات", "وعيادات", "عيادة"),
    ("نقوم بأرشفة ورقمنة", "ورقمنة", "رقمنة"),
    ("لدينا قروض وديون متأخرة", "وديون", "ديون"),
    ("نبيع الإسمنت وحديد البناء", "وحديد", "حديد"),
    ("جمع النفايات وفرز البلاستيك", "وفرز", "فرز"),
    ("حلول لحماية الشبكات", "لحماية", "حماية"),
    ("نستورد الألواح الشمسية", "الألواح الشمسية", "ألواح شمسية"),
    ("نصنع مشتقات الألبان", "الألبان", "ألبان"),
    ("نوافذ من ألمنيوم", "ألمنيوم", "الألمنيوم"),
    ("نطور ألعابا تعليمية وألعاب فيديو", "وألعاب فيديو", "ألعاب فيديو"),
    ("نصلح آلات الخياطة", "آلات", "الآلات"),
    ("مطحنتنا في كوليكورو", "مطحنتنا", "مطحنة"),
    ("ورشتنا في سطيف", "ورشتنا", "ورشة"),
    ("مدرستنا تستقبل 300 تلميذ", "مدرستنا", "مدرسة"),
    ("جامعتنا تكون المهندسين", "جامعتنا", "جامعة"),
    ("زرنا شركتهم في وهران", "شركتهم", "شركة"),
    ("نحتاج مضخات لأنظمة الري", "الري", "ري"),
    ("أعمال الضخ في القرية", "الضخ", "ضخ"),
    ("مضخات لنقل المياه", "لنقل", "نقل"),
    ("نحرص على السعر وجودة", "وجودة", "جودة"),
    ("شراء القمح وفرينة الخبز", "وفرينة", "فرينة"),
    ("العمل بأمان في المصنع", "بأمان", "أمان"),
    ("عصير بنكهة المانجو", "بنكهة", "نكهة"),
    ("نبحث عن موزعين للحوم", "للحوم", "لحوم"),
]

ROOTED = (
    "وحدة", "وزارة", "وكالة", "وثيقة", "ورشة", "وقود", "وفاة", "وسائل", "وصفة", "بنك", "برنامج", "بسترة", "برودة",
    "بقالة", "لوحة", "لجنة", "فلاح", "فرق", "فوري", "فسائل", "كهرباء", "كفالة", "كسارة", "كوريا",
)  # fmt: skip


def ideas(text: str) -> dict[str, set[str]]:
    """The ideas of a text by the words that name them."""
    found: dict[str, set[str]] = {}
    for term in analyse(text):
        if term.key.startswith("concept:"):
            found.setdefault(text[term.start : term.end], set()).add(term.key)
    return found


@pytest.mark.parametrize(("sentence", "passage", "plain"), SENTENCES)
def test_a_word_in_a_sentence_is_the_idea_it_is_alone(sentence: str, passage: str, plain: str) -> None:
    meant = ideas(plain).get(plain)

    assert meant
    assert any(passage in words and keys & _family(meant) for words, keys in ideas(sentence).items()), ideas(sentence)


def _family(keys: set[str]) -> set[str]:
    """The ideas, and all that stands beneath them: a longer phrase may say it more exactly."""
    lexicon = product_lexicon()
    return {
        f"concept:{concept}" for concept in lexicon.concepts if keys & {concept, *lexicon.ancestors(concept)}
    } | keys


@pytest.mark.parametrize("word", ROOTED)
def test_a_word_keeps_its_first_letter_behind_every_particle(word: str) -> None:
    alone = stem(word, "ar")

    assert alone[0] == word[0]
    assert {stem(form, "ar") for form in (f"و{word}", f"ال{word}", f"وال{word}", f"بال{word}")} == {alone}


@pytest.mark.parametrize(
    "forms",
    [
        ("ألواح", "الألواح", "وألواح", "بألواح", "للألواح", "الواح"),
        ("إلكتروني", "الإلكتروني", "الكترونية", "الإلكترونيات"),
        ("ألياف", "الألياف", "بالألياف", "الياف"),
        ("ألبسة", "الألبسة", "وألبسة", "البسة"),
        ("ري", "الري", "بالري", "والري", "للري"),
        ("سد", "السد", "بالسد", "والسد"),
        ("لغات", "اللغات", "للغات"),
        ("واحة", "الواحة", "الواحات", "بالواحات"),
    ],
)
def test_an_article_falls_and_an_alef_of_the_words_own_stays(forms: tuple[str, ...]) -> None:
    assert {stem(form, "ar") for form in forms} == {stem(forms[0], "ar")}


@pytest.mark.parametrize("pair", [("ألواح", "لوحة"), ("ألبان", "بان"), ("وأدوية", "وادي"), ("بيتنا", "بيئة")])
def test_words_that_only_look_alike_stay_apart(pair: tuple[str, str]) -> None:
    assert stem(pair[0], "ar") != stem(pair[1], "ar")


def test_a_noun_that_ends_like_a_possessive_is_whole() -> None:
    assert ideas("اقتناء معدات").get("اقتناء") == ideas("الاقتناء").get("الاقتناء") is not None


def test_that_and_because_are_function_words() -> None:
    text = "بأن بأنه بأنها لأن لأنه لأنها وأن وأنت فإن فإنها"

    assert analyse(text) == []


def test_an_acronym_among_arabic_words_keeps_its_meaning() -> None:
    keys = [term.key for term in analyse("نبحث عن حل AI للزراعة")]

    assert "concept:artificial_intelligence" in keys
