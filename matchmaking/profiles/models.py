"""Organisations: profile, opportunities, members, what was checked, where an import came from."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.vocabulary import (
    CheckKind,
    Country,
    Currency,
    Instrument,
    Kind,
    OpportunityKind,
    Side,
    Stage,
)


class Profile(Identified, Base):
    """An organisation as it presents itself. `key` is stable and stands in files and runs."""

    __tablename__ = "profiles"
    __table_args__ = (
        sa.CheckConstraint("status != 'published' OR published_at IS NOT NULL", name="published_has_time"),
        sa.CheckConstraint("status != 'submitted' OR submitted_at IS NOT NULL", name="submitted_has_time"),
        sa.CheckConstraint("seeking_amount IS NULL OR currency IS NOT NULL", name="amount_has_currency"),
        sa.CheckConstraint("ticket_min IS NULL OR currency IS NOT NULL", name="ticket_has_currency"),
        sa.CheckConstraint("ticket_min IS NULL OR ticket_max IS NULL OR ticket_min <= ticket_max", name="ticket_range"),
        sa.CheckConstraint("founded IS NULL OR founded BETWEEN 1850 AND 2100", name="founded"),
        sa.Index("ix_profiles_status_country", "status", "country"),
        sa.Index("ix_profiles_status_published_at", "status", "published_at", "id"),  # the order of the directory
        # All that `queries.visible` asks of a row, so that counting the visible ones reads no texts.
        sa.Index(
            "ix_profiles_visible",
            *("status", "contact_user_id", "fictional", "import_batch_id", "claimed_at", "country", "kind"),
        ),
    )

    key: Mapped[str] = mapped_column(sa.String(32), unique=True)
    country: Mapped[Country] = mapped_column(enum_type(Country, "country"))  # the side it speaks for
    seat_country: Mapped[str | None] = mapped_column(sa.String(2))  # where it is registered, if elsewhere
    kind: Mapped[Kind] = mapped_column(enum_type(Kind, "kind"))
    name: Mapped[str] = mapped_column(sa.String(160))
    name_ar: Mapped[str | None] = mapped_column(sa.String(160))
    city: Mapped[str | None] = mapped_column(sa.String(80))
    founded: Mapped[int | None]
    website: Mapped[str | None] = mapped_column(sa.String(300))
    languages: Mapped[list[str]] = mapped_column(default=list)  # vocabulary.Language values
    sectors: Mapped[list[str]] = mapped_column(default=list)  # vocabulary.Sector values
    summary: Mapped[str] = mapped_column(sa.Text, default="")
    gist: Mapped[str] = mapped_column(sa.Text, default="", server_default="")  # one sentence for who reads no other

    # The contact person: whose acceptance counts and whose contact opens. Typed for unclaimed profiles;
    # once `contact_user` is set, that person's account is what counts.
    contact_name: Mapped[str | None] = mapped_column(sa.String(120))
    contact_email: Mapped[str | None] = mapped_column(sa.String(254))
    contact_phone: Mapped[str | None] = mapped_column(sa.String(20))
    contact_user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)

    stage: Mapped[Stage | None] = mapped_column(enum_type(Stage, "stage"))
    seeking_amount: Mapped[Decimal | None] = mapped_column(sa.Numeric(16, 2))
    instrument: Mapped[Instrument | None] = mapped_column(enum_type(Instrument, "instrument"))
    startup_label: Mapped[str | None] = mapped_column(sa.String(120))  # such as « Label Startup 2022 »
    stages: Mapped[list[str]] = mapped_column(default=list)  # investors: vocabulary.Stage values
    ticket_min: Mapped[Decimal | None] = mapped_column(sa.Numeric(16, 2))
    ticket_max: Mapped[Decimal | None] = mapped_column(sa.Numeric(16, 2))
    currency: Mapped[Currency | None] = mapped_column(enum_type(Currency, "currency"))  # of all its amounts
    also_meets: Mapped[list[str]] = mapped_column(default=list)  # vocabulary.Kind values, beyond the usual pairings
    discreet: Mapped[bool] = mapped_column(default=False)  # an investor named only after acceptance
    other_names: Mapped[str] = mapped_column(sa.Text, default="", server_default="")  # one a line, cut out of its texts

    status: Mapped[ProfileStatus] = mapped_column(enum_type(ProfileStatus, "status"), default=ProfileStatus.DRAFT)
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]  # a person of the organisation took it over: an importer's word ends here
    returned_reason: Mapped[str | None] = mapped_column(sa.Text)
    fictional: Mapped[bool] = mapped_column(default=False)  # demonstration data, shown as such
    last_opportunity: Mapped[int] = mapped_column(default=0)  # the highest number used in its opportunities' keys
    import_batch_id: Mapped[int | None] = mapped_column(sa.ForeignKey("import_batches.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)  # grows with every change; deciding forms post what they showed

    opportunities: Mapped[list[Opportunity]] = relationship(
        back_populates="profile",
        cascade="all, delete-orphan",
        order_by="Opportunity.position, Opportunity.id",
    )
    members: Mapped[list[Membership]] = relationship(
        back_populates="profile", cascade="all, delete-orphan", order_by="Membership.id"
    )
    checks: Mapped[list[ProfileCheck]] = relationship(
        back_populates="profile", cascade="all, delete-orphan", order_by="ProfileCheck.id"
    )
    revision: Mapped[Revision | None] = relationship(back_populates="profile", cascade="all, delete-orphan")
    contact_user: Mapped[User | None] = relationship(foreign_keys=[contact_user_id])
    import_batch: Mapped[ImportBatch | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class Opportunity(Identified, Base):
    """One offer or one need."""

    __tablename__ = "opportunities"

    key: Mapped[str] = mapped_column(sa.String(48), unique=True)  # "<profile key>/<n>", never reused
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    side: Mapped[Side] = mapped_column(enum_type(Side, "side"))
    kind: Mapped[OpportunityKind | None] = mapped_column(enum_type(OpportunityKind, "kind"))
    title: Mapped[str] = mapped_column(sa.String(160))
    text: Mapped[str] = mapped_column(sa.Text, default="")
    closes_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)

    profile: Mapped[Profile] = relationship(back_populates="opportunities")


class Membership(Identified, Base):
    """A person of an organisation. All members edit its profile; one of them is the contact person."""

    __tablename__ = "memberships"
    __table_args__ = (sa.UniqueConstraint("profile_id", "user_id"),)

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    joined_at: Mapped[datetime]

    profile: Mapped[Profile] = relationship(back_populates="members")
    user: Mapped[User] = relationship()


class Invitation(Identified, Base):
    """A member asks a colleague to share the profile, by mail; or an organizer opens it to a personal link."""

    __tablename__ = "invitations"
    __table_args__ = (sa.CheckConstraint("(email IS NULL) != (personal_link_id IS NULL)", name="one_way_in"),)

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    email: Mapped[str | None] = mapped_column(sa.String(254))
    personal_link_id: Mapped[int | None] = mapped_column(sa.ForeignKey("personal_links.id", ondelete="CASCADE"))
    invited_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    profile: Mapped[Profile] = relationship()


class Revision(Identified, Base):
    """An edit of a published profile that waits for an organizer's check; the profile keeps its old form."""

    __tablename__ = "revisions"

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), unique=True)
    content: Mapped[dict[str, Any]]  # profiles.content.ProfileContent as a dictionary
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    submitted_at: Mapped[datetime]
    returned_reason: Mapped[str | None] = mapped_column(sa.Text)

    profile: Mapped[Profile] = relationship(back_populates="revision")


class ProfileCheck(Identified, Base):
    """A note of what an organizer verified, with its date."""

    __tablename__ = "profile_checks"

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    kind: Mapped[CheckKind] = mapped_column(enum_type(CheckKind, "kind"))
    note: Mapped[str] = mapped_column(sa.String(300), default="")
    checked_on: Mapped[date]
    checked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))

    profile: Mapped[Profile] = relationship(back_populates="checks")


class ImportBatch(Identified, Base):
    """One import, with the importer's declaration of the consents it rests on."""

    __tablename__ = "import_batches"

    declared_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    declared_at: Mapped[datetime]
    paper: Mapped[str] = mapped_column(sa.String(300))  # where the signed consents are kept
    filename: Mapped[str] = mapped_column(sa.String(200))
    row_count: Mapped[int]


class ImportDraft(Identified, Base):
    """A file that was read but not yet imported: the organizer looks at its problems first. Removed after a day."""

    __tablename__ = "import_drafts"

    filename: Mapped[str] = mapped_column(sa.String(200))
    content: Mapped[bytes] = mapped_column(sa.LargeBinary)
    paper: Mapped[str] = mapped_column(sa.String(300))
    uploaded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"))
    uploaded_at: Mapped[datetime]


class ExchangeRate(Identified, Base):
    """What one unit of a currency is worth in euro from a day on; kept by the organizers."""

    __tablename__ = "exchange_rates"
    __table_args__ = (
        sa.UniqueConstraint("currency", "valid_from"),
        sa.CheckConstraint("eur > 0", name="eur_positive"),
    )

    currency: Mapped[Currency] = mapped_column(enum_type(Currency, "currency"))
    valid_from: Mapped[date]
    eur: Mapped[Decimal] = mapped_column(sa.Numeric(18, 12))
    set_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))


class ProfileMerge(Identified, Base):
    """A profile that went into another of the same organisation.

    The row of the absorbed one stays, shown to nobody: its key leads to the kept one, and is never given again.
    """

    __tablename__ = "profile_merges"
    __table_args__ = (sa.CheckConstraint("absorbed_id != kept_id", name="two_profiles"),)

    absorbed_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), unique=True)
    kept_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    before: Mapped[dict[str, Any]]  # every row of both as it was, and what was chosen; organizers only
    merged_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    merged_at: Mapped[datetime]

    absorbed: Mapped[Profile] = relationship(foreign_keys=[absorbed_id])
    kept: Mapped[Profile] = relationship(foreign_keys=[kept_id])
    merged_by: Mapped[User | None] = relationship(foreign_keys=[merged_by_id])


class TwinDismissal(Identified, Base):
    """« Not a duplicate »: said about two profiles as they were; a new name, site or phone asks again."""

    __tablename__ = "twin_dismissals"
    __table_args__ = (
        sa.UniqueConstraint("first_id", "second_id"),
        sa.CheckConstraint("first_id < second_id", name="ordered"),
    )

    first_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str] = mapped_column(sa.String(64))  # of what was compared
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime]
