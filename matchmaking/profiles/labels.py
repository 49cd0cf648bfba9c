"""What each code of the fixed lists is called, in the reader's language.

Labels are lazy: they are worded when shown, so one module serves every language. No rule lives here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from matchmaking.locale import territories as territories
from matchmaking.locale import territory as territory
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.parsing import Problem
from matchmaking.profiles.vocabulary import (
    CheckKind,
    Country,
    Currency,
    Instrument,
    Kind,
    Language,
    OpportunityKind,
    Sector,
    Side,
    Stage,
)

Labels = Mapping[str, LazyString]

COUNTRIES: Labels = {
    Country.MALI: _l("Mali"),
    Country.ALGERIA: _l("Algeria"),
}
KINDS: Labels = {
    Kind.STARTUP: _l("Startup"),
    Kind.COMPANY: _l("Company"),
    Kind.INVESTOR: _l("Investor"),
    Kind.INSTITUTION: _l("Institution"),
}
SEVERAL: Labels = {
    Kind.STARTUP: _l("Startups"),
    Kind.COMPANY: _l("Companies"),
    Kind.INVESTOR: _l("Investors"),
    Kind.INSTITUTION: _l("Institutions"),
}
SIDES: Labels = {
    Side.OFFER: _l("Offers"),
    Side.NEED: _l("Looks for"),
}
OPPORTUNITY_KINDS: Labels = {
    OpportunityKind.MARKET_ACCESS: _l("Market access"),
    OpportunityKind.TECHNOLOGY: _l("Technology"),
    OpportunityKind.SUBCONTRACTING: _l("Subcontracting"),
    OpportunityKind.FINANCING: _l("Financing"),
    OpportunityKind.HOSTING: _l("Hosting"),
    OpportunityKind.TRAINING: _l("Training"),
    OpportunityKind.EQUIPMENT: _l("Equipment"),
    OpportunityKind.DATA: _l("Data and trials"),
    OpportunityKind.JOINT_TENDER: _l("Joint tender"),
    OpportunityKind.REGULATORY: _l("Regulation and approvals"),
    OpportunityKind.RECRUITMENT: _l("Recruitment"),
}
STAGES: Labels = {
    Stage.IDEA: _l("Idea or prototype"),
    Stage.SEED: _l("Seed"),
    Stage.GROWTH: _l("Growth"),
    Stage.SCALE: _l("Scaling up"),
}
INSTRUMENTS: Labels = {
    Instrument.EQUITY: _l("Equity"),
    Instrument.CONVERTIBLE: _l("Convertible bonds"),
    Instrument.LOAN: _l("Loan"),
    Instrument.GRANT: _l("Grant"),
}
CURRENCIES: Labels = {
    Currency.XOF: _l("F CFA"),
    Currency.DZD: _l("DA"),
    Currency.EUR: _l("€"),
}
LANGUAGES: Labels = {
    Language.FRENCH: _l("French"),
    Language.ARABIC: _l("Arabic"),
    Language.ENGLISH: _l("English"),
    Language.BAMBARA: _l("Bambara"),
    Language.TAMAZIGHT: _l("Tamazight"),
    Language.TAMASHEQ: _l("Tamasheq"),
    Language.FULFULDE: _l("Fulfulde"),
    Language.SONGHAY: _l("Songhay"),
}
# The languages of the pages as a sentence says them: French writes « en arabe », English "into Arabic".
IN_A_SENTENCE: Labels = {
    Language.FRENCH: _lp("in a sentence", "French"),
    Language.ARABIC: _lp("in a sentence", "Arabic"),
    Language.ENGLISH: _lp("in a sentence", "English"),
}
SECTORS: Labels = {
    Sector.AGRITECH: _l("Agritech"),
    Sector.AI_DATA: _l("AI and data"),
    Sector.CLOUD: _l("Cloud and hosting"),
    Sector.CYBERSECURITY: _l("Cybersecurity"),
    Sector.ECOMMERCE: _l("E-commerce"),
    Sector.EDTECH: _l("Digital education"),
    Sector.ENERGY: _l("Energy"),
    Sector.FINTECH: _l("Fintech"),
    Sector.GOVTECH: _l("Digital government"),
    Sector.HEALTHTECH: _l("Digital health"),
    Sector.INDUSTRY_IOT: _l("Industry and connected objects"),
    Sector.LOGISTICS: _l("Logistics and mobility"),
    Sector.MEDIA_CULTURE: _l("Media and culture"),
    Sector.SMART_CITY: _l("Smart city"),
    Sector.TELECOM: _l("Telecoms"),
    Sector.TOURISM: _l("Tourism"),
    Sector.TRAINING_INCUBATION: _l("Training and incubation"),
    Sector.WATER_ENVIRONMENT: _l("Water and environment"),
}
STATUSES: Labels = {
    ProfileStatus.DRAFT: _l("Draft"),
    ProfileStatus.SUBMITTED: _l("Under review"),
    ProfileStatus.PUBLISHED: _lp("profile", "Published"),
    ProfileStatus.WITHDRAWN: _lp("profile", "Withdrawn"),
    ProfileStatus.ARCHIVED: _l("Archived"),
}
CHECKS: Labels = {
    CheckKind.REGISTER: _l("Trade register"),
    CheckKind.LABEL: _l("Startup label"),
    CheckKind.CALL: _l("Telephone call"),
    CheckKind.VISIT: _l("Visit"),
    CheckKind.WEBSITE: _l("Website"),
}

_OF_TYPE: Mapping[type[StrEnum], Labels] = {
    Country: COUNTRIES,
    Kind: KINDS,
    Side: SIDES,
    OpportunityKind: OPPORTUNITY_KINDS,
    Stage: STAGES,
    Instrument: INSTRUMENTS,
    Currency: CURRENCIES,
    Language: LANGUAGES,
    Sector: SECTORS,
    ProfileStatus: STATUSES,
    CheckKind: CHECKS,
}


def label(member: StrEnum) -> str:
    """The name of a vocabulary member in the language of the moment."""
    return str(_OF_TYPE[type(member)][member])


def labels_of(codes: list[str], labels: Labels) -> list[str]:
    """The names of stored codes, in the vocabulary's order; codes the vocabulary no longer has are left out."""
    chosen = set(codes)
    return [str(name) for code, name in labels.items() if str(code) in chosen]


# What is wrong with a typed or imported value (`parsing.Problem.code`), and what to do about it.
PROBLEMS: Labels = {
    "missing": _l("This is needed."),
    "too_long": _l("Too long (%(value)s characters): shorten it a little. Your text is still here."),
    "unknown_code": _l("“%(value)s” is not in the list: choose one of the entries."),
    "unknown_field": _l("This column is not known."),
    "not_text": _l("Text is expected here."),
    "not_a_list": _l("A list is expected here."),
    "not_yes_or_no": _l("Write yes or no."),
    "not_a_year": _l("“%(value)s” is not a year: write it with four digits, such as 2019."),
    "not_a_date": _l("“%(value)s” is not a date: write it as day/month/year, such as 31/12/2026."),
    "past_date": _l("This date is already past: choose a later one or leave it empty."),
    "future_date": _l("This date is still to come: write the day it was done."),
    "not_an_amount": _l("“%(value)s” could not be read as an amount: write it such as 15 000 000 or 150k."),
    "other_currency": _l("“%(value)s” names another currency than the one chosen beside it."),
    "missing_currency": _l("Say in which currency the amount is."),
    "range_reversed": _l("The largest ticket is below the smallest one."),
    "not_a_country": _l("“%(value)s” is not a country code of two letters."),
    "not_an_address": _l("“%(value)s” is not a web address: write it such as www.example.com."),
    "not_an_email": _l("“%(value)s” is not an e-mail address: write it such as name@example.com."),
    "already_there": _l("“%(value)s” stands on the platform already, or twice in the file."),
    "bad_key": _l("“%(value)s” cannot be an identifier: letters, digits, dots and dashes only, 32 at most."),
    "not_a_phone": _l(
        "“%(value)s” is not a telephone number: write it with its country code, such as +223 70 00 00 00."
    ),
}


def wording(problem: Problem) -> str:
    """What is wrong with a field, in a sentence; a code without words of its own stands for itself."""
    template = PROBLEMS.get(problem.code)
    return str(template).replace("%(value)s", problem.value) if template is not None else problem.code
