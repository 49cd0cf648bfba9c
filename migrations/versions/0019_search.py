"""words by which profiles are found"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OLD = (
    "INSERT INTO search_index(search_index, rowid, names, words)"
    " VALUES ('delete', old.profile_id, old.names, old.words);"
)
NEW = "INSERT INTO search_index(rowid, names, words) VALUES (new.profile_id, new.names, new.words);"
SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(names, words, content='search_texts', content_rowid='profile_id',"
    " tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
    f"CREATE TRIGGER search_texts_in AFTER INSERT ON search_texts BEGIN {NEW} END",
    f"CREATE TRIGGER search_texts_out AFTER DELETE ON search_texts BEGIN {OLD} END",
    f"CREATE TRIGGER search_texts_again AFTER UPDATE ON search_texts BEGIN {OLD} {NEW} END",
)
POSTGRESQL = (
    "ALTER TABLE search_texts ADD COLUMN vector tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(names || ' ' || words, ' '), ''))) STORED",
    "CREATE INDEX ix_search_texts_vector ON search_texts USING gin (vector)",
)


def upgrade():
    op.create_table(
        "search_texts",
        sa.Column("profile_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("facets", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_search_texts_profile_id_profiles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("profile_id", name=op.f("pk_search_texts")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("search_texts")
