"""What can be done with accounts, consents and personal links."""

from matchmaking.accounts.operations.consents import give_consents, withdraw_consent
from matchmaking.accounts.operations.letters import ask_for_letter, write_asked_letter
from matchmaking.accounts.operations.people import (
    Person,
    choose_language,
    confirm_address,
    create_user,
    register,
    set_role,
)

__all__ = [
    "Person",
    "ask_for_letter",
    "choose_language",
    "confirm_address",
    "create_user",
    "give_consents",
    "register",
    "set_role",
    "withdraw_consent",
    "write_asked_letter",
]
