"""Print packs: which version was put on paper, and when."""

import sqlalchemy as sa
from alembic import op

from matchmaking.database import UtcDateTime

revision = "0012"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "print_packs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=True),
        sa.Column("sheets", sa.Integer(), nullable=True),
        sa.Column("lacks_libraries", sa.Boolean(), nullable=False),
        sa.CheckConstraint("made_at IS NULL OR sheets IS NOT NULL", name=op.f("ck_print_packs_made_has_sheets")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_print_packs_asked_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedules.id"], name=op.f("fk_print_packs_schedule_id_schedules"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_packs")),
    )
    op.create_index(op.f("ix_print_packs_schedule_id"), "print_packs", ["schedule_id"])


def downgrade():
    op.drop_index(op.f("ix_print_packs_schedule_id"), table_name="print_packs")
    op.drop_table("print_packs")
