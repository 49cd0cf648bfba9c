"""The six families that reports gather the sectors into. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from matchmaking.profiles.vocabulary import Sector


class Family(StrEnum):
    """A family of sectors, in the order of the report."""

    LAND = "land"  # agriculture, water, energy
    SOCIETY = "society"  # health, education, administration, city
    FINANCE = "finance"  # finance and trade
    NETWORKS = "networks"  # telecoms, hosting, security
    INDUSTRY = "industry"  # data, industry, logistics
    CULTURE = "culture"  # media, tourism, training and incubation


OF_SECTOR: dict[Sector, Family] = {
    Sector.AGRITECH: Family.LAND,
    Sector.WATER_ENVIRONMENT: Family.LAND,
    Sector.ENERGY: Family.LAND,
    Sector.HEALTHTECH: Family.SOCIETY,
    Sector.EDTECH: Family.SOCIETY,
    Sector.GOVTECH: Family.SOCIETY,
    Sector.SMART_CITY: Family.SOCIETY,
    Sector.FINTECH: Family.FINANCE,
    Sector.ECOMMERCE: Family.FINANCE,
    Sector.TELECOM: Family.NETWORKS,
    Sector.CLOUD: Family.NETWORKS,
    Sector.CYBERSECURITY: Family.NETWORKS,
    Sector.AI_DATA: Family.INDUSTRY,
    Sector.INDUSTRY_IOT: Family.INDUSTRY,
    Sector.LOGISTICS: Family.INDUSTRY,
    Sector.MEDIA_CULTURE: Family.CULTURE,
    Sector.TOURISM: Family.CULTURE,
    Sector.TRAINING_INCUBATION: Family.CULTURE,
}


_OF_CODE = {sector.value: family for sector, family in OF_SECTOR.items()}


def families_of(sectors: Iterable[str]) -> frozenset[Family]:
    """The families of stored sector codes; codes that the vocabulary no longer has are left out."""
    return frozenset(_OF_CODE[code] for code in sectors if code in _OF_CODE)


def shared_family(ml_sectors: Iterable[str], dz_sectors: Iterable[str]) -> Family | None:
    """The family that both sides of a pair stand in, the first in the report's order; None where they share none.
    So every pair is counted in one row, and rows may be added."""
    shared = families_of(ml_sectors) & families_of(dz_sectors)
    return next((family for family in Family if family in shared), None)
