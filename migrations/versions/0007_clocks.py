"""the two clocks of introductions"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = "0007"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = matchmaking.database.UtcDateTime
STATES = ("proposed", "accepted", "declined", "no_answer", "unreached", "cancelled")
STATES_BEFORE = ("proposed", "accepted", "declined", "cancelled")
RESULTS = ("will_answer", "call_again", "no_pickup", "wrong_number")
DELAYS = {
    "event_first_reminder_hours": 24,
    "event_second_reminder_hours": 48,
    "event_call_hours": 72,
    "first_reminder_days": 3,
    "second_reminder_days": 7,
    "alert_days": 10,
    "close_days": 14,
}
EVENT_CLOCK = (
    "0 < event_first_reminder_hours AND event_first_reminder_hours < event_second_reminder_hours"
    " AND event_second_reminder_hours < event_call_hours AND event_call_hours <= 720"
)
ORDINARY_CLOCK = (
    "0 < first_reminder_days AND first_reminder_days < second_reminder_days"
    " AND second_reminder_days < alert_days AND alert_days < close_days AND close_days <= 365"
)
CLOSED = "(status IN ('no_answer', 'unreached')) = (closed_at IS NOT NULL)"


def upgrade():
    with op.batch_alter_table("platform_settings") as batch:
        for name, default in DELAYS.items():
            batch.add_column(sa.Column(name, sa.Integer(), server_default=str(default), nullable=False))
        batch.add_column(sa.Column("weekends_kept", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch.create_check_constraint(op.f("ck_platform_settings_event_clock_grows"), EVENT_CLOCK)
        batch.create_check_constraint(op.f("ck_platform_settings_ordinary_clock_grows"), ORDINARY_CLOCK)
    with op.batch_alter_table("introductions") as batch:
        batch.add_column(sa.Column("alerted_at", MOMENT(), nullable=True))
        batch.add_column(sa.Column("closed_at", MOMENT(), nullable=True))
        allow(batch, STATES)
        batch.create_check_constraint(op.f("ck_introductions_closed_has_time"), CLOSED)
    with op.batch_alter_table("introduction_sides") as batch:
        batch.add_column(sa.Column("asked_at", MOMENT(), nullable=True))
        batch.add_column(sa.Column("reminders", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("reminded_at", MOMENT(), nullable=True))
        batch.add_column(sa.Column("call_since", MOMENT(), nullable=True))
    begin_clocks()
    with op.batch_alter_table("introduction_sides") as batch:
        batch.alter_column("asked_at", existing_type=MOMENT(), nullable=False)
    create_calls()
    create_grounds()


def begin_clocks():
    """The clocks of those that wait already begin with this migration, so that none ends the moment after it."""
    now = datetime.now(UTC).replace(microsecond=0)
    introductions = sa.table("introductions", *map(sa.column, ("id", "status")), sa.column("held_until", MOMENT()))
    sides = sa.table("introduction_sides", sa.column("introduction_id"), sa.column("asked_at", MOMENT()))
    of_side = introductions.c.id == sides.c.introduction_id
    left = sa.select(introductions.c.held_until).where(of_side).scalar_subquery()
    op.execute(sa.update(sides).values(asked_at=left))
    waiting = sa.select(introductions.c.id).where(
        introductions.c.status == "proposed", introductions.c.held_until < sa.literal(now, MOMENT())
    )
    op.execute(sa.update(sides).where(sides.c.introduction_id.in_(waiting)).values(asked_at=now))
    jobs = sa.table(
        "jobs",
        *(sa.column(name) for name in ("kind", "status", "attempts")),
        sa.column("payload", sa.JSON()),
        sa.column("due_at", MOMENT()),
        sa.column("created_at", MOMENT()),
    )
    values = {"kind": "introductions.tick", "payload": {}, "status": "waiting", "attempts": 0}
    op.execute(sa.insert(jobs).values(values | {"due_at": now, "created_at": now}))


def create_calls():
    op.create_table(
        "introduction_calls",
        sa.Column("side_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("caller_id", sa.Integer(), nullable=True),
        sa.Column("called_at", MOMENT(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(*RESULTS, name="result", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["side_id"],
            ["introduction_sides.id"],
            name=op.f("fk_introduction_calls_side_id_introduction_sides"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_introduction_calls_person_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["caller_id"], ["users.id"], name=op.f("fk_introduction_calls_caller_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_calls")),
    )
    for name in ("side_id", "person_id", "caller_id"):
        op.create_index(op.f(f"ix_introduction_calls_{name}"), "introduction_calls", [name], unique=False)


def create_grounds():
    op.create_table(
        "introduction_grounds",
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("opportunity_key", sa.String(length=48), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("changed_at", MOMENT(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_introduction_grounds_introduction_id_introductions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_grounds")),
        sa.UniqueConstraint(
            "introduction_id", "opportunity_key", name=op.f("uq_introduction_grounds_introduction_id_opportunity_key")
        ),
    )
    op.create_index(
        op.f("ix_introduction_grounds_opportunity_key"), "introduction_grounds", ["opportunity_key"], unique=False
    )


def allow(batch, states):
    """The states an introduction may stand in."""
    batch.drop_constraint(op.f("ck_introductions_status"), type_="check")
    told = ", ".join(repr(state) for state in states)
    batch.create_check_constraint(op.f("ck_introductions_status"), f"status IN ({told})")


def downgrade():
    op.drop_table("introduction_grounds")
    op.drop_table("introduction_calls")
    op.execute(sa.text("DELETE FROM jobs WHERE kind = 'introductions.tick'"))
    with op.batch_alter_table("introduction_sides") as batch:
        for name in ("call_since", "reminded_at", "reminders", "asked_at"):
            batch.drop_column(name)
    with op.batch_alter_table("introductions") as batch:
        batch.drop_constraint(op.f("ck_introductions_closed_has_time"), type_="check")
    # What ended without an answer is, to the product before, one that nobody answered yet.
    op.execute(sa.text("UPDATE introductions SET status = 'proposed' WHERE status IN ('no_answer', 'unreached')"))
    with op.batch_alter_table("introductions") as batch:
        allow(batch, STATES_BEFORE)
        batch.drop_column("closed_at")
        batch.drop_column("alerted_at")
    with op.batch_alter_table("platform_settings") as batch:
        batch.drop_constraint(op.f("ck_platform_settings_event_clock_grows"), type_="check")
        batch.drop_constraint(op.f("ck_platform_settings_ordinary_clock_grows"), type_="check")
        for name in ("weekends_kept", *DELAYS):
            batch.drop_column(name)
