"""what a draft could not place, and who is to be told of which version"""

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = "0011"
down_revision = "0012"
branch_labels = None
depends_on = None

OLD_REASONS = ("organizer", "refused", "withdrawn", "no_place")
CAUSES = ("draft", "repair", "move", "cancel", "add", "shift", "ended")
UNPLACED = ("person_full", "no_common_slot", "no_table", "locked_clash", "no_room", "same_person")


def one_of(column, values):
    return sa.text(f"{column} IN ({', '.join(repr(value) for value in values)})")


def upgrade():
    with op.batch_alter_table("schedules", schema=None) as batch_op:
        batch_op.add_column(sa.Column("computed_at", matchmaking.database.UtcDateTime(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_schedules_cause"), one_of("cause", CAUSES))
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cancel_note", sa.String(length=500), nullable=True))
        batch_op.drop_constraint(op.f("ck_meetings_cancel_reason"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_meetings_cancel_reason"), one_of("cancel_reason", (*OLD_REASONS, "side"))
        )

    op.create_table(
        "schedule_unplaced",
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(*UNPLACED, name="reason", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_schedule_unplaced_introduction_id_introductions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedules.id"], name=op.f("fk_schedule_unplaced_schedule_id_schedules"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_unplaced")),
        sa.UniqueConstraint(
            "schedule_id", "introduction_id", name=op.f("uq_schedule_unplaced_schedule_id_introduction_id")
        ),
    )
    with op.batch_alter_table("schedule_unplaced", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_schedule_unplaced_introduction_id"), ["introduction_id"], unique=False)

    op.create_table(
        "schedule_notices",
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", matchmaking.database.UtcDateTime(), nullable=True),
        sa.Column("told_at", matchmaking.database.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(user_id IS NULL) != (profile_id IS NULL)", name=op.f("ck_schedule_notices_one_receiver")),
        sa.CheckConstraint(
            "message_id IS NULL OR told_at IS NULL", name=op.f("ck_schedule_notices_letter_or_call")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_schedule_notices_message_id_messages"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_schedule_notices_profile_id_profiles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedules.id"], name=op.f("fk_schedule_notices_schedule_id_schedules"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_schedule_notices_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_notices")),
        sa.UniqueConstraint("schedule_id", "profile_id", name=op.f("uq_schedule_notices_schedule_id_profile_id")),
        sa.UniqueConstraint("schedule_id", "user_id", name=op.f("uq_schedule_notices_schedule_id_user_id")),
    )
    with op.batch_alter_table("schedule_notices", schema=None) as batch_op:
        for column in ("message_id", "profile_id", "user_id"):
            batch_op.create_index(batch_op.f(f"ix_schedule_notices_{column}"), [column], unique=False)


def downgrade():
    op.drop_table("schedule_notices")
    op.drop_table("schedule_unplaced")
    op.execute("UPDATE meetings SET cancel_reason = 'organizer' WHERE cancel_reason = 'side'")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_meetings_cancel_reason"), type_="check")
        batch_op.create_check_constraint(op.f("ck_meetings_cancel_reason"), one_of("cancel_reason", OLD_REASONS))
        batch_op.drop_column("cancel_note")
    with op.batch_alter_table("schedules", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_schedules_cause"), type_="check")
        batch_op.drop_column("computed_at")
