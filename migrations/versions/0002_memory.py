"""memory of decisions, lists of organisations kept apart, proposed weights"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = "0002_memory"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = matchmaking.database.UtcDateTime
STRENGTHS = ("strong", "good", "plausible", "weak")
DISMISSALS = (
    "competitors",
    "already_in_contact",
    "conflict",
    "offer_misses_need",
    "too_early",
    "profile_too_vague",
    "other",
)
DECLINES = ("competitor", "already_in_contact", "conflict", "not_now", "too_vague", "other")
# Constraints that are new, or take the place of one of the same name: table -> name -> rule, or column and values.
CHECKS = {
    "pair_reviews": {
        "reason": ("reason", DISMISSALS),
        "strength": ("strength", STRENGTHS),
        "returned_is_open": "returned_at IS NULL OR status = 'open'",
    },
    "reactions": {
        "reason": ("reason", DECLINES),
        "strength": ("strength", STRENGTHS),
        "returned_was_declined": "returned_at IS NULL OR NOT interested",
    },
    "introduction_sides": {"decline_reason": ("decline_reason", DECLINES)},
    "platform_settings": {"not_now_days": "not_now_days BETWEEN 1 AND 730"},
}
WIDENED = frozenset({"reason", "decline_reason"})


def upgrade():
    op.create_table(
        "kept_apart",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("other_profile_id", sa.Integer(), nullable=False),
        sa.Column(
            "kept_on",
            sa.Enum(
                "already_partners",
                "do_not_introduce",
                name="kept_on",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", MOMENT(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("profile_id != other_profile_id", name=op.f("ck_kept_apart_two_profiles")),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["users.id"], name=op.f("fk_kept_apart_added_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["other_profile_id"],
            ["profiles.id"],
            name=op.f("fk_kept_apart_other_profile_id_profiles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_kept_apart_profile_id_profiles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_apart")),
        sa.UniqueConstraint("profile_id", "other_profile_id", name=op.f("uq_kept_apart_profile_id_other_profile_id")),
    )
    op.create_index(op.f("ix_kept_apart_other_profile_id"), "kept_apart", ["other_profile_id"], unique=False)
    op.create_table(
        "weight_proposals",
        sa.Column("computed_at", MOMENT(), nullable=False),
        sa.Column("decisions", sa.Integer(), nullable=False),
        sa.Column("refusal", sa.String(length=64), nullable=True),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weight_proposals")),
    )
    change("pair_reviews", *score(), moment("closed_until"), texts("ml_texts"), texts("dz_texts"), moment("returned_at"))
    change("reactions", *score(), moment("closed_until"), texts("other_texts"), moment("returned_at"))
    change("introduction_sides", moment("closed_until"), texts("other_texts"))
    change("platform_settings", sa.Column("not_now_days", sa.Integer(), nullable=False, server_default="90"))
    # Added and indexed without a rebuild: the answers of both sides hang on this table and would go with it.
    op.add_column("introductions", moment("returned_at"))
    place = "status != 'cancelled' AND returned_at IS NULL"
    index_pairs(place)
    remember("pair_reviews", "reason", "too_early", "decided_at")
    remember("reactions", "reason", "not_now", "reacted_at")
    remember("introduction_sides", "decline_reason", "not_now", "answered_at")


def change(table, *columns):
    """Add columns, and the constraints of the table above; SQLite builds the table anew for it."""
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.add_column(column)
        for name, rule in CHECKS[table].items():
            if name in WIDENED:
                batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
            if isinstance(rule, tuple):
                column, values = rule
                rule = f"{column} IN ({', '.join(repr(value) for value in values)})"
            batch.create_check_constraint(op.f(f"ck_{table}_{name}"), rule)


def score():
    """The score of a pair and its parts when somebody decided."""
    parts = ("score", "forward", "backward", "affinity", "facts", "correction")
    return *(sa.Column(name, sa.Double(), nullable=True) for name in parts), sa.Column("strength", sa.String(length=32))


def moment(name):
    """A point in time that may be missing."""
    return sa.Column(name, MOMENT(), nullable=True)


def texts(name):
    """A fingerprint of texts."""
    return sa.Column(name, sa.String(length=64), nullable=True)


def index_pairs(place):
    """A pair has one introduction at a time, where `place` says that it is still taken."""
    op.drop_index("uq_introductions_live_pair", table_name="introductions")
    op.create_index(
        "uq_introductions_live_pair",
        "introductions",
        ["ml_profile_id", "dz_profile_id"],
        unique=True,
        sqlite_where=sa.text(place),
        postgresql_where=sa.text(place),
    )


def remember(name, column, reason, said_at):
    """A « not now » of before this migration holds for 90 days as well."""
    table = sa.table(
        name,
        sa.column("id", sa.Integer),
        sa.column(column, sa.String),
        sa.column(said_at, MOMENT()),
        sa.column("closed_until", MOMENT()),
    )
    rows = op.get_bind().execute(sa.select(table.c.id, table.c[said_at]).where(table.c[column] == reason)).all()
    for row_id, said in rows:
        values = {"closed_until": said + timedelta(days=90)}
        op.get_bind().execute(sa.update(table).where(table.c.id == row_id).values(values))


def downgrade():
    op.drop_table("weight_proposals")
    op.drop_table("kept_apart")
    index_pairs("status != 'cancelled'")
    op.drop_column("introductions", "returned_at")
    parts = ("score", "forward", "backward", "affinity", "facts", "correction", "strength")
    undo("pair_reviews", DISMISSALS, *parts, "closed_until", "ml_texts", "dz_texts", "returned_at")
    undo("reactions", DECLINES, *parts, "closed_until", "other_texts", "returned_at")
    undo("introduction_sides", DECLINES, "closed_until", "other_texts")
    undo("platform_settings", (), "not_now_days")


def undo(table, reasons, *columns):
    """Take constraints and columns off; « conflict » becomes « other »."""
    widened = sorted(WIDENED & CHECKS[table].keys())
    for name in widened:
        rows = sa.table(table, sa.column(name, sa.String))
        op.execute(sa.update(rows).where(rows.c[name] == "conflict").values({name: "other"}))
    with op.batch_alter_table(table) as batch:
        for name in CHECKS[table]:
            batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        for name in widened:
            told = ", ".join(repr(value) for value in reasons if value != "conflict")
            batch.create_check_constraint(op.f(f"ck_{table}_{name}"), f"{name} IN ({told})")
        for name in columns:
            batch.drop_column(name)
