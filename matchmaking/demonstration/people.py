"""Invented people for the invented organisations: addresses in `.example`, numbers that nobody was given."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaking.profiles.vocabulary import Country

FIRST_NAMES = {
    Country.MALI: (
        "Mariam",
        "Oumar",
        "Fatoumata",
        "Seydou",
        "Aminata",
        "Moussa",
        "Kadiatou",
        "Ibrahim",
        "Rokia",
        "Adama",
    ),
    Country.ALGERIA: ("Yasmine", "Karim", "Amel", "Sofiane", "Nadia", "Rachid", "Lynda", "Mourad", "Samira", "Walid"),
}
LAST_NAMES = {
    Country.MALI: ("Keïta", "Coulibaly", "Diarra", "Maïga", "Touré", "Sangaré", "Dembélé"),
    Country.ALGERIA: ("Benali", "Haddad", "Mansouri", "Cherif", "Belkacem", "Ziani", "Ouali"),
}
PREFIXES = {Country.MALI: "+2230000", Country.ALGERIA: "+21300000"}
# Every ninth organisation lives by phone, so that the call list has something to show.
BY_PHONE_EVERY = 9


@dataclass(frozen=True)
class Person:
    """An invented contact person."""

    full_name: str
    email: str | None
    phone: str


def contact_of(key: str, number: int, country: Country) -> Person:
    """The contact person of the `number`-th organisation of a side; the same at every load."""
    firsts, lasts = FIRST_NAMES[country], LAST_NAMES[country]
    by_phone = number % BY_PHONE_EVERY == 0
    return Person(
        full_name=f"{firsts[number % len(firsts)]} {lasts[number % len(lasts)]}",
        email=None if by_phone else f"contact@{key.lower()}.example",
        phone=f"{PREFIXES[country]}{number:04d}",
    )
