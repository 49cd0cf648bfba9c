"""whom organisations keep, with their notes"""

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = "0021"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "shortlist_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("other_profile_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("kept_by_id", sa.Integer(), nullable=True),
        sa.Column("kept_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("dropped_at", matchmaking.database.UtcDateTime(), nullable=True),
        sa.CheckConstraint("profile_id != other_profile_id", name=op.f("ck_shortlist_entries_two_profiles")),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_shortlist_entries_profile_id_profiles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_profile_id"],
            ["profiles.id"],
            name=op.f("fk_shortlist_entries_other_profile_id_profiles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["kept_by_id"], ["users.id"], name=op.f("fk_shortlist_entries_kept_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_entries")),
        sa.UniqueConstraint(
            "profile_id", "other_profile_id", name=op.f("uq_shortlist_entries_profile_id_other_profile_id")
        ),
    )
    with op.batch_alter_table("shortlist_entries") as batch:
        batch.create_index(batch.f("ix_shortlist_entries_other_profile_id"), ["other_profile_id"], unique=False)


def downgrade():
    op.drop_table("shortlist_entries")
