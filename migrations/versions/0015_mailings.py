"""mailings"""

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = "0015"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "digest_receipts",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_digest_receipts_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_digest_receipts")),
    )
    op.create_table(
        "mailings",
        sa.Column(
            "status",
            sa.Enum("draft", "sent", "stopped", name="status", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("changed_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("sent_at", matchmaking.database.UtcDateTime(), nullable=True),
        sa.Column("receivers", sa.Integer(), nullable=True),
        sa.Column("stopped_at", matchmaking.database.UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'draft') = (sent_at IS NULL)", name=op.f("ck_mailings_sent_has_time")),
        sa.CheckConstraint(
            "(status = 'stopped') = (stopped_at IS NOT NULL)", name=op.f("ck_mailings_stopped_has_time")
        ),
        sa.CheckConstraint("(sent_at IS NULL) = (receivers IS NULL)", name=op.f("ck_mailings_sent_has_count")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["users.id"], name=op.f("fk_mailings_created_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings")),
    )


def downgrade():
    op.drop_table("mailings")
    op.drop_table("digest_receipts")
