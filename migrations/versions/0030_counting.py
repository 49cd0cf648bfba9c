"""the dashboard's figures, what a run knows of needs, and indexes by which many suggestions and profiles are counted"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

REFRESH = "matching.refresh"
VISIBLE = ("status", "contact_user_id", "fictional", "import_batch_id", "claimed_at", "country", "kind")


def ask_for_run():
    """Only a run knows which needs are met: the worker computes one as soon as it begins."""
    runs = sa.table("match_runs", sa.column("is_current", sa.Boolean))
    names = ("kind", "unique_key", "status", "attempts")
    times = ("due_at", "created_at")
    columns = [*map(sa.column, names), *(sa.column(name, sa.DateTime) for name in times), sa.column("payload", sa.JSON)]
    jobs, connection = sa.table("jobs", *columns), op.get_bind()
    waits = sa.exists().where(jobs.c.unique_key == REFRESH, jobs.c.status == "waiting")
    if connection.scalar(sa.select(sa.exists().where(runs.c.is_current))) and not connection.scalar(
        sa.select(waits)
    ):
        now = datetime.now(UTC).replace(tzinfo=None)
        values = {"kind": REFRESH, "unique_key": REFRESH, "status": "waiting", "attempts": 0, "payload": {}}
        connection.execute(jobs.insert().values(**values, due_at=now, created_at=now))


def upgrade():
    op.create_table(
        "report_tallies",
        sa.Column("counted_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_report_tallies_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_tallies")),
    )
    op.create_table(
        "met_needs",
        sa.Column("need_key", sa.String(length=48), nullable=False),
        sa.Column("by_profile_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_profile_id"], ["profiles.id"], name=op.f("fk_met_needs_by_profile_id_profiles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("need_key", "by_profile_id", name=op.f("pk_met_needs")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_met_needs_by_profile_id"), "met_needs", ["by_profile_id"])
    op.create_index("ix_suggestions_ml", "suggestions", ["ml_profile_id", "score"])
    op.create_index("ix_suggestions_dz", "suggestions", ["dz_profile_id", "score"])
    op.drop_index(op.f("ix_suggestions_dz_profile_id"), table_name="suggestions")
    op.create_index("ix_profiles_visible", "profiles", list(VISIBLE))
    ask_for_run()


def downgrade():
    op.drop_index("ix_profiles_visible", table_name="profiles")
    op.create_index(op.f("ix_suggestions_dz_profile_id"), "suggestions", ["dz_profile_id"])
    op.drop_index("ix_suggestions_dz", table_name="suggestions")
    op.drop_index("ix_suggestions_ml", table_name="suggestions")
    op.drop_index(op.f("ix_met_needs_by_profile_id"), table_name="met_needs")
    op.drop_table("met_needs")
    op.drop_table("report_tallies")
