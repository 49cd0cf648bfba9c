"""The fixed lists that profiles choose from. Labels are in `labels.py`; the codes here are stored and exported."""

from __future__ import annotations

from enum import StrEnum


class Country(StrEnum):
    """The side of the border a profile speaks for."""

    MALI = "ML"
    ALGERIA = "DZ"

    @property
    def other(self) -> Country:
        """The other shore."""
        return Country.ALGERIA if self is Country.MALI else Country.MALI


class Kind(StrEnum):
    """What an organisation is."""

    STARTUP = "startup"
    COMPANY = "company"
    INVESTOR = "investor"
    INSTITUTION = "institution"

    @property
    def met_on_request(self) -> tuple[Kind, ...]:
        """The kinds that this one meets only where both sides ask for it: institutions stand apart."""
        if self is Kind.INSTITUTION:
            return (Kind.STARTUP, Kind.COMPANY, Kind.INVESTOR)
        return (Kind.INSTITUTION,)


class Side(StrEnum):
    """Which half of a pairing an opportunity is."""

    OFFER = "offer"
    NEED = "need"


class OpportunityKind(StrEnum):
    """What an offer or a need is about."""

    MARKET_ACCESS = "market_access"
    TECHNOLOGY = "technology"
    SUBCONTRACTING = "subcontracting"
    FINANCING = "financing"
    HOSTING = "hosting"
    TRAINING = "training"
    EQUIPMENT = "equipment"
    DATA = "data"
    JOINT_TENDER = "joint_tender"
    REGULATORY = "regulatory"
    RECRUITMENT = "recruitment"


class Stage(StrEnum):
    """How far a startup is."""

    IDEA = "idea"
    SEED = "seed"
    GROWTH = "growth"
    SCALE = "scale"


class Instrument(StrEnum):
    """How a startup wants to be financed."""

    EQUITY = "equity"
    CONVERTIBLE = "convertible"
    LOAN = "loan"
    GRANT = "grant"


class Currency(StrEnum):
    """Amounts are stored as typed, in the currency they were typed in."""

    XOF = "XOF"
    DZD = "DZD"
    EUR = "EUR"


class Language(StrEnum):
    """Languages an organisation works in."""

    FRENCH = "fr"
    ARABIC = "ar"
    ENGLISH = "en"
    BAMBARA = "bm"
    TAMAZIGHT = "ber"
    TAMASHEQ = "taq"
    FULFULDE = "ff"
    SONGHAY = "son"


class Sector(StrEnum):
    """The sectors of the round table."""

    AGRITECH = "agritech"
    AI_DATA = "ai-data"
    CLOUD = "cloud"
    CYBERSECURITY = "cybersecurity"
    ECOMMERCE = "ecommerce"
    EDTECH = "edtech"
    ENERGY = "energy"
    FINTECH = "fintech"
    GOVTECH = "govtech"
    HEALTHTECH = "healthtech"
    INDUSTRY_IOT = "industry-iot"
    LOGISTICS = "logistics"
    MEDIA_CULTURE = "media-culture"
    SMART_CITY = "smart-city"
    TELECOM = "telecom"
    TOURISM = "tourism"
    TRAINING_INCUBATION = "training-incubation"
    WATER_ENVIRONMENT = "water-environment"


class CheckKind(StrEnum):
    """What an organizer verified about an organisation."""

    REGISTER = "register"
    LABEL = "label"
    CALL = "call"
    VISIT = "visit"
    WEBSITE = "website"
