"""Persons and how they come in: users, roles, consents, personal links, forms kept over a sign-in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from flask_security import RoleMixin, UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.database import Base, Identified, enum_type


class RoleName(StrEnum):
    """What a person may do on the platform."""

    PARTICIPANT = "participant"
    ORGANIZER = "organizer"
    SIDE_ORGANIZER = "side_organizer"  # reads and publishes the profiles of one country: `User.organizes_country`
    HELPER = "helper"  # presence and tables on the day, never a contact
    COMMITTEE = "committee"  # organisations and states, never a contact or an organizers' note
    ADMIN = "admin"


class Purpose(StrEnum):
    """What a consent is given for; each is asked and kept apart."""

    TERMS = "terms"
    LISTING = "listing"  # the profile is shown to the other participants
    TRANSFER = "transfer"  # the profile crosses between Mali, Algeria and the hosting country


class ConsentChannel(StrEnum):
    """How a consent reached the platform."""

    WEB = "web"
    LINK = "link"  # on the page behind a personal link
    PAPER = "paper"


user_roles = sa.Table(
    "user_roles",
    Base.metadata,
    sa.Column("user_id", sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("role_id", sa.ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True),
)


class Role(Identified, RoleMixin, Base):
    """A named role; Flask-Security asks for a table."""

    __tablename__ = "roles"

    name: Mapped[RoleName] = mapped_column(enum_type(RoleName, "name"), unique=True)


class User(Identified, UserMixin, Base):
    """A person with an account. An address may be missing: many live by phone."""

    __tablename__ = "users"
    __table_args__ = (
        sa.CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="reachable"),
        sa.CheckConstraint("email = lower(email)", name="email_lower"),
        sa.CheckConstraint("organizes_country IN ('ML', 'DZ')", name="organizes_country"),
    )

    full_name: Mapped[str] = mapped_column(sa.String(120))
    # Flask-Security declares both as plain attributes; an address may be missing here.
    email: Mapped[str | None] = mapped_column(sa.String(254), unique=True)  # type: ignore[assignment]
    phone: Mapped[str | None] = mapped_column(sa.String(20))  # E.164, such as +22370000000
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True)
    confirmed_at: Mapped[datetime | None]
    signed_in_at: Mapped[datetime | None]  # the last time; a mailed sign-in link is good until the next one
    locale: Mapped[str] = mapped_column(sa.String(8), default="fr")
    residence: Mapped[str | None] = mapped_column(sa.String(2))  # country code; decides the order of consents
    organizes_country: Mapped[str | None] = mapped_column(sa.String(2))  # of a side organizer
    fictional: Mapped[bool] = mapped_column(default=False)  # a demonstration account
    # The address from which a mail came back for good; it says nothing about another address of the same person.
    bounced_address: Mapped[str | None] = mapped_column(sa.String(254))
    bounced_at: Mapped[datetime | None]
    bounce_reason: Mapped[str | None] = mapped_column(sa.String(200))
    # The first steps on the home page: by default until all are done; False put away, True called back from the help.
    tour_shown: Mapped[bool | None]
    created_at: Mapped[datetime]

    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]
        secondary=user_roles, lazy="selectin", order_by=Role.id
    )
    consents: Mapped[list[Consent]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="Consent.id"
    )

    mail_preference: Mapped[MailPreference | None] = relationship(
        back_populates="user", cascade="all, delete-orphan", uselist=False
    )

    def has_role_name(self, *names: RoleName) -> bool:
        """Whether the person holds one of these roles."""
        return any(role.name in names for role in self.roles)


class MailTopic(StrEnum):
    """The kinds of mail that nobody needs in order to use the platform: each person says which they want."""

    NEWS = "news"  # what organizers write to many
    DIGEST = "digest"  # what is new for this person, now and then


class DigestFrequency(StrEnum):
    """How often a person wants to hear what is new."""

    NEVER = "never"
    WEEKLY = "weekly"
    DAILY = "daily"


class MailPreference(Identified, Base):
    """What a person said about the mails they want; without a row, the defaults of `policy` hold."""

    __tablename__ = "mail_preferences"

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    news: Mapped[bool]
    digest: Mapped[DigestFrequency] = mapped_column(enum_type(DigestFrequency, "digest"))
    updated_at: Mapped[datetime]

    user: Mapped[User] = relationship(back_populates="mail_preference")


class Consent(Identified, Base):
    """One answer of one person: dated, with the version and language of the text that was shown."""

    __tablename__ = "consents"
    __table_args__ = (
        sa.Index(
            "uq_consents_valid",
            "user_id",
            "purpose",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"))
    purpose: Mapped[Purpose] = mapped_column(enum_type(Purpose, "purpose"))
    text_version: Mapped[str] = mapped_column(sa.String(32))
    locale: Mapped[str] = mapped_column(sa.String(8))
    hosting_country: Mapped[str] = mapped_column(sa.String(2))
    channel: Mapped[ConsentChannel] = mapped_column(enum_type(ConsentChannel, "channel"))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(back_populates="consents")


class PersonalLink(Identified, Base):
    """A way in for a person without e-mail, made by an organizer. Only a hash of its token is kept."""

    __tablename__ = "personal_links"
    __table_args__ = (
        # A renewed link has its person already, and asks for a new code.
        sa.CheckConstraint("code_hash IS NULL OR user_id IS NOT NULL", name="code_has_user"),
        sa.CheckConstraint("wrong_codes >= 0", name="wrong_codes"),
    )

    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    full_name: Mapped[str] = mapped_column(sa.String(120))
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    locale: Mapped[str] = mapped_column(sa.String(8))
    code_hash: Mapped[str | None] = mapped_column(sa.String(255))  # chosen by the person at first use
    wrong_codes: Mapped[int] = mapped_column(default=0)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    first_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])


class KeptForm(Identified, Base):
    """The text of a form that was posted after its session had ended, until it is shown again."""

    __tablename__ = "kept_forms"
    __table_args__ = (sa.UniqueConstraint("token_hash", "path"),)

    token_hash: Mapped[str] = mapped_column(sa.String(64))  # the cookie of the browser that posted it
    path: Mapped[str] = mapped_column(sa.String(500))  # the page that the form stands on
    # Whose session it was, where that is known: nobody else is shown the text.
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    fields: Mapped[dict[str, Any]]  # field name -> list of posted values, without tokens and passwords
    kept_at: Mapped[datetime]
