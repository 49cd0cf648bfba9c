"""letters: calendar files, edited words, words of organizers, wanted mails, mails that came back"""

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = "0009"
down_revision = "0006"
branch_labels = None
depends_on = None

METHODS = "('REQUEST', 'CANCEL', 'PUBLISH')"
WHOLE = "(calendar_text IS NULL) = (calendar_method IS NULL) AND (calendar_text IS NULL) = (calendar_name IS NULL)"


def upgrade():
    op.create_table(
        "mail_preferences",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("news", sa.Boolean(), nullable=False),
        sa.Column(
            "digest",
            sa.Enum("never", "weekly", "daily", name="digest", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("updated_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_mail_preferences_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_preferences")),
        sa.UniqueConstraint("user_id", name=op.f("uq_mail_preferences_user_id")),
    )
    op.create_table(
        "wordings",
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spoken", sa.Text(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["users.id"], name=op.f("fk_wordings_updated_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordings")),
        sa.UniqueConstraint("kind", "locale", name=op.f("uq_wordings_kind_locale")),
    )
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bounced_address", sa.String(length=254), nullable=True))
        batch_op.add_column(sa.Column("bounced_at", matchmaking.database.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("bounce_reason", sa.String(length=200), nullable=True))
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("list_unsubscribe", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("calendar_text", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("calendar_method", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("calendar_name", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("bounced_at", matchmaking.database.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_check_constraint(op.f("ck_messages_calendar_method"), f"calendar_method IN {METHODS}")
        batch_op.create_check_constraint(op.f("ck_messages_calendar_whole"), WHOLE)


def downgrade():
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_messages_calendar_whole"), type_="check")
        batch_op.drop_constraint(op.f("ck_messages_calendar_method"), type_="check")
        for column in (
            "version",
            "bounced_at",
            "calendar_name",
            "calendar_method",
            "calendar_text",
            "list_unsubscribe",
        ):
            batch_op.drop_column(column)
    with op.batch_alter_table("users", schema=None) as batch_op:
        for column in ("bounce_reason", "bounced_at", "bounced_address"):
            batch_op.drop_column(column)
    op.drop_table("wordings")
    op.drop_table("mail_preferences")
