"""profiles that became one, and pairs that were said to be two"""

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "profile_merges",
        sa.Column("absorbed_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("merged_by_id", sa.Integer(), nullable=True),
        sa.Column("merged_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("absorbed_id != kept_id", name=op.f("ck_profile_merges_two_profiles")),
        sa.ForeignKeyConstraint(
            ["absorbed_id"], ["profiles.id"], name=op.f("fk_profile_merges_absorbed_id_profiles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["profiles.id"], name=op.f("fk_profile_merges_kept_id_profiles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_by_id"], ["users.id"], name=op.f("fk_profile_merges_merged_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_merges")),
        sa.UniqueConstraint("absorbed_id", name=op.f("uq_profile_merges_absorbed_id")),
    )
    with op.batch_alter_table("profile_merges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_merges_kept_id"), ["kept_id"], unique=False)

    op.create_table(
        "twin_dismissals",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_twin_dismissals_ordered")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_twin_dismissals_decided_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["profiles.id"], name=op.f("fk_twin_dismissals_first_id_profiles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["profiles.id"], name=op.f("fk_twin_dismissals_second_id_profiles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_twin_dismissals")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_twin_dismissals_first_id_second_id")),
    )
    with op.batch_alter_table("twin_dismissals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_twin_dismissals_second_id"), ["second_id"], unique=False)


def downgrade():
    op.drop_table("twin_dismissals")
    op.drop_table("profile_merges")
