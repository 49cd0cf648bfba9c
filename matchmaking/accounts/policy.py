"""What a person may do, as far as the person alone decides it. Pure: reads the object, never the database."""

from __future__ import annotations

from matchmaking.accounts.models import DigestFrequency, MailTopic, PersonalLink, Purpose, RoleName, User

WRONG_CODES = 5  # a personal link is locked after so many
# Whoever said nothing hears from the organizers of the round table they signed up for, and gets no digest.
NEWS_UNASKED, DIGEST_UNASKED = True, DigestFrequency.NEVER


def is_organizer(user: User) -> bool:
    """Whether the person runs the platform: publishes, introduces, follows up."""
    return user.has_role_name(RoleName.ORGANIZER, RoleName.ADMIN)


def organized_side(user: User) -> str | None:
    """The country whose profiles, and no others, this person reads and publishes; None for everybody else."""
    return user.organizes_country if user.has_role_name(RoleName.SIDE_ORGANIZER) else None


def is_side_organizer(user: User) -> bool:
    """Whether the person reads and publishes the profiles of one country only."""
    return user.has_role_name(RoleName.SIDE_ORGANIZER)


def is_helper(user: User) -> bool:
    """Whether the person helps on the day: presence and tables, no contacts."""
    return user.has_role_name(RoleName.HELPER, RoleName.ORGANIZER, RoleName.ADMIN)


def is_staff(user: User) -> bool:
    """Whether the person is here for the round table, not for an organisation: they have no space of their own."""
    return any(role.name is not RoleName.PARTICIPANT for role in user.roles)


def is_committee(user: User) -> bool:
    """Whether the person may read what the follow-up committee reads."""
    return user.has_role_name(RoleName.COMMITTEE, RoleName.ORGANIZER, RoleName.ADMIN)


def is_admin(user: User) -> bool:
    """Whether the person manages accounts and roles."""
    return user.has_role_name(RoleName.ADMIN)


def has_consent(user: User, purpose: Purpose) -> bool:
    """Whether the person's consent for this purpose is valid now. The same rule in SQL: `queries.valid_consent`."""
    return any(consent.purpose is purpose and consent.withdrawn_at is None for consent in user.consents)


def can_sign_in(user: User, *, demonstration: bool) -> bool:
    """Whether the account is open. Invented people come in only while the demonstration runs."""
    return user.active and (demonstration or not user.fictional)


def needs_transfer(residence: str, *, hosting_country: str) -> bool:
    """Whether storing this person's data is already a transfer abroad, and rests on that consent from the start."""
    return residence != hosting_country


def can_withdraw(purpose: Purpose) -> bool:
    """Whether a consent can be taken back alone. The terms end with the account."""
    return purpose is not Purpose.TERMS


def is_locked(link: PersonalLink) -> bool:
    """Whether too many wrong codes were typed; only a new link helps."""
    return link.wrong_codes >= WRONG_CODES


def is_open(link: PersonalLink) -> bool:
    """Whether somebody can come in by this link."""
    return link.revoked_at is None and not is_locked(link)


def tries_left(link: PersonalLink) -> int:
    """How many more wrong codes a link bears."""
    return max(0, WRONG_CODES - link.wrong_codes)


def is_reached_by_mail(user: User) -> bool:
    """Whether a mail to this person can arrive: there is an address, and no mail came back from it for good."""
    return user.email is not None and user.email != user.bounced_address


def can_forget_bounce(actor: User, user: User) -> bool:
    """Whether somebody may say that this person's address takes mail again: an organizer, or the person."""
    return is_organizer(actor) or actor.id == user.id


def wants(user: User, topic: MailTopic) -> bool:
    """Whether the person wants this kind of mail. The same rule in SQL: `queries.wants_mail`."""
    if topic is MailTopic.NEWS:
        return user.mail_preference.news if user.mail_preference else NEWS_UNASKED
    return digest_frequency(user) is not DigestFrequency.NEVER


def digest_frequency(user: User) -> DigestFrequency:
    """How often the person wants to hear what is new."""
    return user.mail_preference.digest if user.mail_preference else DIGEST_UNASKED
