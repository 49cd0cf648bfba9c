"""requests, origins, and the roles of side organizer and helper

SQLite builds a table anew to change a CHECK, and dropping the old one empties every table that hangs on it: so columns
are added where they are, and who holds which role is kept aside while the table of roles is rebuilt.
"""

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = "0008"
down_revision = "0011"
branch_labels = None
depends_on = None

OLD_ROLES = ("participant", "organizer", "committee", "admin")
NEW_ROLES = ("participant", "organizer", "side_organizer", "helper", "committee", "admin")
STATUSES = ("pending", "introduced", "declined", "withdrawn", "closed")


def upgrade():
    change_roles(NEW_ROLES)
    op.execute(
        "ALTER TABLE users ADD COLUMN organizes_country VARCHAR(2)"
        " CONSTRAINT ck_users_organizes_country CHECK (organizes_country IN ('ML', 'DZ'))"
    )
    op.execute(
        "ALTER TABLE introductions ADD COLUMN origin VARCHAR(32) DEFAULT 'organizer' NOT NULL"
        " CONSTRAINT ck_introductions_origin CHECK (origin IN ('organizer', 'plan', 'request'))"
    )
    op.execute(
        "UPDATE introductions SET origin = 'plan' WHERE id IN"
        " (SELECT introduction_id FROM planned_pairs WHERE introduction_id IS NOT NULL)"
    )
    op.execute(
        "ALTER TABLE platform_settings ADD COLUMN pending_requests INTEGER DEFAULT 5 NOT NULL"
        " CONSTRAINT ck_platform_settings_pending_requests CHECK (pending_requests BETWEEN 1 AND 50)"
    )
    create_requests()
    create_notebook()


def downgrade():
    for table in ("introduction_followers", "introduction_tags", "introduction_notes"):
        op.drop_table(table)
    op.drop_table("introduction_requests")
    op.drop_column("platform_settings", "pending_requests")
    with op.batch_alter_table("introductions") as batch:
        batch.drop_constraint(op.f("ck_introductions_origin"), type_="check")
        batch.drop_column("origin")
    gone = "(SELECT id FROM roles WHERE name IN ('side_organizer', 'helper'))"
    op.execute(f"DELETE FROM user_roles WHERE role_id IN {gone}")
    op.execute("DELETE FROM roles WHERE name IN ('side_organizer', 'helper')")
    op.drop_column("users", "organizes_country")
    change_roles(OLD_ROLES)


def change_roles(names):
    """Let a role have one of these names, and nobody lose the one they hold."""
    held = sa.table("user_roles", sa.column("user_id", sa.Integer), sa.column("role_id", sa.Integer))
    rows = [row._asdict() for row in op.get_bind().execute(sa.select(held.c.user_id, held.c.role_id))]
    op.execute(sa.delete(held))
    with op.batch_alter_table("roles") as batch:
        batch.drop_constraint(op.f("ck_roles_name"), type_="check")
        batch.create_check_constraint(op.f("ck_roles_name"), f"name IN ({', '.join(map(repr, names))})")
    if rows:
        op.bulk_insert(held, rows)


def create_requests():
    op.create_table(
        "introduction_requests",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("other_profile_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(*STATUSES, name="status", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", matchmaking.database.UtcDateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("held_until", matchmaking.database.UtcDateTime(), nullable=True),
        sa.Column("introduction_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("profile_id != other_profile_id", name=op.f("ck_introduction_requests_two_profiles")),
        sa.CheckConstraint(
            "(status = 'pending') = (settled_at IS NULL)", name=op.f("ck_introduction_requests_settled_has_time")
        ),
        sa.CheckConstraint(
            "status != 'introduced' OR introduction_id IS NOT NULL",
            name=op.f("ck_introduction_requests_introduced_has_introduction"),
        ),
        sa.CheckConstraint(
            "status != 'declined' OR answer IS NOT NULL", name=op.f("ck_introduction_requests_declined_has_answer")
        ),
        sa.CheckConstraint(
            "status != 'declined' OR held_until IS NOT NULL", name=op.f("ck_introduction_requests_declined_has_hold")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_introduction_requests_{column}_{table}"),
                ondelete=ondelete,
            )
            for column, table, ondelete in (
                ("profile_id", "profiles", "CASCADE"),
                ("other_profile_id", "profiles", "CASCADE"),
                ("asked_by_id", "users", "SET NULL"),
                ("settled_by_id", "users", "SET NULL"),
                ("introduction_id", "introductions", "CASCADE"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_requests")),
    )
    with op.batch_alter_table("introduction_requests", schema=None) as batch_op:
        for column in ("other_profile_id", "introduction_id"):
            batch_op.create_index(batch_op.f(f"ix_introduction_requests_{column}"), [column], unique=False)
        batch_op.create_index(
            "uq_introduction_requests_pending",
            ["profile_id", "other_profile_id"],
            unique=True,
            sqlite_where=sa.text("status = 'pending'"),
            postgresql_where=sa.text("status = 'pending'"),
        )


def create_notebook():
    hangs_on_introductions(
        "introduction_notes",
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("struck_by_id", sa.Integer(), nullable=True),
        sa.Column("struck_at", matchmaking.database.UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "struck_by_id IS NULL OR struck_at IS NOT NULL", name=op.f("ck_introduction_notes_struck_has_time")
        ),
        to_users("introduction_notes", "author_id", "SET NULL"),
        to_users("introduction_notes", "struck_by_id", "SET NULL"),
    )
    hangs_on_introductions(
        "introduction_tags",
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.UniqueConstraint("introduction_id", "tag", name=op.f("uq_introduction_tags_introduction_id_tag")),
    )
    hangs_on_introductions(
        "introduction_followers",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("since", matchmaking.database.UtcDateTime(), nullable=False),
        sa.UniqueConstraint("introduction_id", name=op.f("uq_introduction_followers_introduction_id")),
        to_users("introduction_followers", "user_id", "CASCADE"),
    )
    for table, column in (
        ("introduction_notes", "introduction_id"),
        ("introduction_tags", "tag"),
        ("introduction_followers", "user_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def hangs_on_introductions(name, *parts):
    op.create_table(
        name,
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f(f"fk_{name}_introduction_id_introductions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def to_users(table, column, ondelete):
    return sa.ForeignKeyConstraint([column], ["users.id"], name=op.f(f"fk_{table}_{column}_users"), ondelete=ondelete)
