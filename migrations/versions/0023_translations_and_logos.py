"""one sentence in the other language, translations, logos of partners"""

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "partner_logos",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("image", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_partner_logos_size")),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["users.id"], name=op.f("fk_partner_logos_added_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_partner_logos_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_logos")),
    )
    with op.batch_alter_table("partner_logos") as batch:
        batch.create_index(batch.f("ix_partner_logos_digest"), ["digest"], unique=False)
        batch.create_index(batch.f("ix_partner_logos_event_id"), ["event_id"], unique=False)

    op.create_table(
        "translations",
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("original", sa.String(length=64), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "approved",
                "refused",
                "withdrawn",
                "replaced",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_author", sa.Boolean(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", matchmaking.database.UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("language IN ('fr', 'ar', 'en')", name=op.f("ck_translations_language")),
        sa.CheckConstraint(
            "status NOT IN ('approved', 'refused') OR decided_at IS NOT NULL",
            name=op.f("ck_translations_decided_has_time"),
        ),
        sa.CheckConstraint(
            "(profile_id IS NULL) != (opportunity_id IS NULL)", name=op.f("ck_translations_one_original")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_translations_decided_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name=op.f("fk_translations_opportunity_id_opportunities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_translations_profile_id_profiles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["users.id"], name=op.f("fk_translations_written_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translations")),
    )
    with op.batch_alter_table("translations") as batch:
        batch.create_index(batch.f("ix_translations_opportunity_id"), ["opportunity_id"], unique=False)
        batch.create_index(batch.f("ix_translations_profile_id"), ["profile_id"], unique=False)

    op.add_column("profiles", sa.Column("gist", sa.Text(), server_default="", nullable=False))


def downgrade():
    op.drop_column("profiles", "gist")
    op.drop_table("translations")
    op.drop_table("partner_logos")
