"""the facets of a profile in one line, the directory's order in an index"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index(op.f("ix_search_facets_profile_id"), table_name="search_facets")
    op.drop_table("search_facets")
    op.create_table("search_facets", sa.Column("facets", sa.Text(), nullable=False), *_of_profile("profile_id"))
    op.create_index("ix_profiles_status_published_at", "profiles", ["status", "published_at", "id"])
    op.execute("DELETE FROM search_texts")  # `flask prepare` writes both anew where they are missing


def downgrade():
    op.execute("DELETE FROM search_texts")
    op.drop_index("ix_profiles_status_published_at", table_name="profiles")
    op.drop_table("search_facets")
    op.create_table(
        "search_facets",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=32), nullable=False),
        *_of_profile("name", "value", "profile_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_facets_profile_id"), "search_facets", ["profile_id"])


def _of_profile(*key):
    """The column that names the profile, and the primary key over such columns."""
    foreign = sa.ForeignKeyConstraint(
        ["profile_id"], ["profiles.id"], name=op.f("fk_search_facets_profile_id_profiles"), ondelete="CASCADE"
    )
    primary = sa.PrimaryKeyConstraint(*key, name=op.f("pk_search_facets"))
    return sa.Column("profile_id", sa.Integer(), autoincrement=False, nullable=False), foreign, primary
