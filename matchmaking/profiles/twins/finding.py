"""Which profiles may be the same organisation, and why. Pure: cards in, pairs out.

Precision goes before recall: an organizer reads every pair. Two profiles are compared only where they share a rare
word, a beginning, an address or a number, so that the work grows with the profiles and not with their square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from matchmaking.profiles.twins import names
from matchmaking.profiles.twins.addresses import host_of, own_mail_domain, own_site
from matchmaking.profiles.twins.names import Name

NEAR, INSIDE, LIKE = (
    90,
    85,
    80,
)  # per cent of rapidfuzz's ratio: one name, a shorter form of it, two spellings of a word
LARGEST_BLOCK = 60  # words that more names share are not looked up by themselves
SHARED_BY_MANY = 3  # a site, number or address of more profiles belongs to whoever typed them, such as an incubator
SHORTEST_SKELETON = 4  # consonants that must agree between two scripts


class Sign(StrEnum):
    """What speaks for one organisation behind two profiles, the strongest first."""

    SITE = "site"
    EMAIL = "email"
    PHONE = "phone"
    DOMAIN = "domain"  # of mails, or of sites beside each other
    SAME_NAME = "same_name"
    TWO_SCRIPTS = "two_scripts"
    NEAR_NAME = "near_name"
    SHORTER_NAME = "shorter_name"


OF_NAME = frozenset({Sign.SAME_NAME, Sign.TWO_SCRIPTS, Sign.NEAR_NAME, Sign.SHORTER_NAME})
OF_REACH = frozenset({Sign.SITE, Sign.EMAIL, Sign.PHONE, Sign.DOMAIN})


@dataclass(frozen=True)
class Card:
    """What is compared of one profile. Phones in E.164, addresses in lower case."""

    key: str
    country: str
    name: str
    name_ar: str | None = None
    website: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    @cached_property
    def spellings(self) -> tuple[Name, ...]:
        """Its names as they are compared."""
        return tuple(names.read_name(text) for text in (self.name, self.name_ar) if text and text.strip())

    @cached_property
    def domains(self) -> frozenset[str]:
        """Its own site's and its own mails' domains."""
        found = {own_site(self.website), *map(own_mail_domain, self.emails)}
        return frozenset(domain for domain in found if domain)

    @cached_property
    def host(self) -> str | None:
        """The host of its own site, without www."""
        own = own_site(self.website)
        return host_of(self.website).removeprefix("www.") if own and self.website else None

    @property
    def fingerprint(self) -> str:
        """What « not a duplicate » was said about; another one is a new question."""
        told = (self.name, self.name_ar or "", self.host or "", *sorted(self.phones))
        return "\n".join(told)


@dataclass(frozen=True)
class Twin:
    """Two profiles that may be one organisation; `left` has the smaller key."""

    left: Card
    right: Card
    signs: tuple[Sign, ...]

    @property
    def weight(self) -> int:
        """For the order of the list: how much speaks for it."""
        return sum(3 if sign in OF_REACH or sign is Sign.SAME_NAME else 2 for sign in self.signs)


def find(cards: Sequence[Card]) -> list[Twin]:
    """All pairs worth an organizer's look, the surest first, ties by key."""
    reach = _Reach(cards)
    found = []
    for one, other in _candidates(cards, reach):
        left, right = (one, other) if one.key < other.key else (other, one)
        if signs := _signs(left, right, reach):
            found.append(Twin(left, right, signs))
    return sorted(found, key=lambda twin: (-twin.weight, twin.left.key, twin.right.key))


class _Reach:
    """Sites, addresses and numbers, without those that many profiles share."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self.holders: dict[tuple[str, str], list[Card]] = defaultdict(list)
        for card in cards:
            for thing in _things(card):
                self.holders[thing].append(card)

    def own(self, things: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of these things that few profiles hold."""
        return {thing for thing in things if len(self.holders[thing]) <= SHARED_BY_MANY}

    def blocks(self) -> Iterator[list[Card]]:
        """The profiles that share one thing."""
        return (cards for cards in self.holders.values() if 1 < len(cards) <= SHARED_BY_MANY)


def _things(card: Card) -> set[tuple[str, str]]:
    return {
        *(("domain", domain) for domain in card.domains),
        *(("phone", phone) for phone in card.phones),
        *(("email", email) for email in card.emails),
    }


def _candidates(cards: Sequence[Card], reach: _Reach) -> Iterator[tuple[Card, Card]]:
    blocks: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        for block in {block for name in card.spellings for block in _blocks(name)}:
            blocks[block].append(card)
    seen: set[tuple[str, str]] = set()
    for group in (*blocks.values(), *reach.blocks()):
        if 1 < len(group) <= LARGEST_BLOCK:
            for one, other in combinations(group, 2):
                pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
                if pair not in seen:
                    seen.add(pair)
                    yield one, other


def _blocks(name: Name) -> Iterator[tuple[str, str]]:
    yield "consonants", "".join(sorted(name.consonants))
    yield "beginning", name.joined[:6]
    yield from (("word", skeleton) for skeleton in name.consonants if len(skeleton) > 1)
    yield from (("two words", " ".join(sorted(two))) for two in combinations(name.consonants[:5], 2))


def _signs(left: Card, right: Card, reach: _Reach) -> tuple[Sign, ...]:
    """Why the two may be one; nothing where it is not worth a look."""
    shared = reach.own(_things(left) & _things(right))
    signs = {sign for kind, sign in _SIGN_OF.items() if any(thing[0] == kind for thing in shared)}
    if Sign.DOMAIN in signs and left.host is not None and left.host == right.host:
        signs = signs - {Sign.DOMAIN} | {Sign.SITE}
    named = _best_of_names(left, right)
    if not _is_worth_a_look(signs, named, left, right):
        return ()
    return tuple(sign for sign in Sign if sign in signs or sign is named)


_SIGN_OF = {"domain": Sign.DOMAIN, "phone": Sign.PHONE, "email": Sign.EMAIL}


def _is_worth_a_look(reached: set[Sign], named: Sign | None, left: Card, right: Card) -> bool:
    """A like name in one country, one site, or an own address with something beside it.

    The same name on both shores is a branch or a coincidence unless an address or a number agrees. One person may
    keep the phone of two firms, and a university shares its domain with its incubator: then the names must touch.
    """
    if named:
        return left.country == right.country or bool(reached)
    if len(reached) >= 2 or (Sign.SITE in reached and left.country == right.country):
        return True
    return bool(reached) and _names_touch(left, right)


def _names_touch(left: Card, right: Card) -> bool:
    """Whether they share a telling word, or two words of any kind."""
    mine, theirs = ({word for name in card.spellings for word in name.words} for card in (left, right))
    return any(map(names.is_telling, mine & theirs)) or len(mine & theirs) >= 2


def _best_of_names(left: Card, right: Card) -> Sign | None:
    found = {_compare(one, other) for one in left.spellings for other in right.spellings}
    return next((sign for sign in Sign if sign in found), None)


def _compare(one: Name, other: Name) -> Sign | None:
    if one.arabic != other.arabic:
        return Sign.TWO_SCRIPTS if _same_consonants(one, other) else None
    if one.joined == other.joined or one.ordered == other.ordered:
        return Sign.SAME_NAME
    if fuzz.ratio(one.ordered, other.ordered, score_cutoff=LIKE) == 0:
        return None
    if _every_word_is_alike(one, other):
        return Sign.NEAR_NAME
    return Sign.SHORTER_NAME if _is_shorter_form(one, other) or _is_shorter_form(other, one) else None


def _same_consonants(one: Name, other: Name) -> bool:
    agree = one.skeleton == other.skeleton or sorted(one.consonants) == sorted(other.consonants)
    return agree and sum(map(len, one.consonants)) >= SHORTEST_SKELETON


def _every_word_is_alike(one: Name, other: Name) -> bool:
    """Each word has its counterpart: the same, its plural, or the same with one slip in a long word."""
    if len(one.words) != len(other.words) or fuzz.ratio(one.ordered, other.ordered) < NEAR:
        return False
    mine, theirs = Counter(one.words), Counter(other.words)
    left, right = sorted((mine - theirs).elements()), sorted((theirs - mine).elements())
    return all(map(_alike, left, right))


def _alike(word: str, other: str) -> bool:
    if names.tells_apart(word) or names.tells_apart(other):
        return False
    if word.rstrip("sx") == other.rstrip("sx") and min(len(word), len(other)) > 3:
        return True
    if word in names.COMMON and other in names.COMMON:
        return False  # solaire, scolaire: two words, no slip
    shorter = min(len(word), len(other))
    sounds = names.consonants(word)
    if shorter >= 5 and len(sounds) >= 3 and sounds == names.consonants(other):
        return fuzz.ratio(word, other) >= LIKE
    return shorter >= 6 and Indel.distance(word, other) <= 1 + (len(word) == len(other) and shorter >= 7)


def _is_shorter_form(short: Name, long: Name) -> bool:
    """« Groupe Benamor » of « Groupe Amor Benamor »: one word fewer, and a telling one in common."""
    more = Counter(long.words) - Counter(short.words)
    if more.total() != 1 or Counter(short.words) - Counter(long.words):
        return False
    if any(map(names.tells_apart, more)) or not any(map(names.is_telling, short.words)):
        return False
    return fuzz.ratio(short.joined, long.joined) >= INSIDE
