"""What can be done with accounts, consents and personal links."""

from matchmaking.accounts.operations.consents import give_consents, withdraw_consent
from matchmaking.accounts.operations.letters import ask_for_letter, write_asked_letter
from matchmaking.accounts.operations.mails import (
    WantedMails,
    choose_mails,
    forget_bounce,
    mark_bounced,
    resume_mails,
    stop_mails,
)
from matchmaking.accounts.operations.people import (
    Person,
    choose_language,
    confirm_address,
    create_user,
    register,
    set_role,
    show_tour,
)
from matchmaking.accounts.operations.personal_links import (
    choose_code,
    enter_by_code,
    make_personal_link,
    open_account_by_link,
    renew_personal_link,
    revoke_personal_link,
)
from matchmaking.accounts.operations.proving import prove

__all__ = [
    "Person",
    "WantedMails",
    "ask_for_letter",
    "choose_code",
    "choose_language",
    "choose_mails",
    "confirm_address",
    "create_user",
    "enter_by_code",
    "forget_bounce",
    "give_consents",
    "make_personal_link",
    "mark_bounced",
    "open_account_by_link",
    "prove",
    "register",
    "renew_personal_link",
    "resume_mails",
    "revoke_personal_link",
    "set_role",
    "show_tour",
    "stop_mails",
    "withdraw_consent",
    "write_asked_letter",
]
