"""How near two sectors are: the same 1, neighbours a part of it, given in hundredths so that sums are
exact.
"""

from __future__ import annotations

SAME = 100
_NEIGHBOURS = {
    ("agritech", "water-environment"): 50,
    ("agritech", "logistics"): 20,
    ("agritech", "energy"): 15,
    ("ai-data", "cloud"): 25,
    ("ai-data", "healthtech"): 10,
    ("ai-data", "industry-iot"): 25,
    ("ai-data", "media-culture"): 10,
    ("cloud", "cybersecurity"): 50,
    ("cloud", "govtech"): 20,
    ("cloud", "telecom"): 35,
    ("cybersecurity", "fintech"): 20,
    ("cybersecurity", "govtech"): 25,
    ("cybersecurity", "telecom"): 25,
    ("ecommerce", "fintech"): 35,
    ("ecommerce", "logistics"): 50,
    ("ecommerce", "tourism"): 15,
    ("edtech", "media-culture"): 20,
    ("edtech", "training-incubation"): 60,
    ("energy", "industry-iot"): 25,
    ("energy", "water-environment"): 35,
    ("govtech", "smart-city"): 40,
    ("industry-iot", "smart-city"): 35,
    ("industry-iot", "telecom"): 25,
    ("logistics", "smart-city"): 20,
    ("media-culture", "tourism"): 40,
    ("smart-city", "telecom"): 25,
    ("smart-city", "water-environment"): 25,
}


def nearness(first: str, second: str) -> int:
    """Nearness of two sector codes in hundredths; codes the table does not know are near only to
    themselves.
    """
    if first == second:
        return SAME
    return _NEIGHBOURS.get((first, second), 0) or _NEIGHBOURS.get((second, first), 0)
