"""facets in rows of their own, words that stand side by side"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "search_facets",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_search_facets_profile_id_profiles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("name", "value", "profile_id", name=op.f("pk_search_facets")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_facets_profile_id"), "search_facets", ["profile_id"])
    op.execute("DELETE FROM search_texts")  # `flask prepare` writes them anew where they are missing
    op.execute("ALTER TABLE search_texts DROP COLUMN facets")


def downgrade():
    op.execute("DELETE FROM search_texts")
    op.execute("ALTER TABLE search_texts ADD COLUMN facets TEXT NOT NULL DEFAULT ''")
    op.drop_index(op.f("ix_search_facets_profile_id"), table_name="search_facets")
    op.drop_table("search_facets")
