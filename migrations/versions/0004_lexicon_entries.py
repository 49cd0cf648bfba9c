"""lexicon entries, and what a run read and moved"""

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = "0004"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "lexicon_entries",
        sa.Column("concept", sa.String(length=56), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("parent", sa.String(length=56), nullable=True),
        sa.Column("fr", sa.Text(), nullable=False),
        sa.Column("ar", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", matchmaking.database.UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(fr = '') = (ar = '') AND (fr = '') = (en = '')", name=op.f("ck_lexicon_entries_all_languages")
        ),
        sa.CheckConstraint("NOT is_on OR fr != ''", name=op.f("ck_lexicon_entries_on_has_words")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name=op.f("fk_lexicon_entries_changed_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_entries")),
        sa.UniqueConstraint("concept", name=op.f("uq_lexicon_entries_concept")),
    )
    for name in ("lexicon", "survey", "movement"):
        op.add_column("match_runs", sa.Column(name, sa.JSON(), nullable=True))


def downgrade():
    for name in ("movement", "survey", "lexicon"):
        op.drop_column("match_runs", name)
    op.drop_table("lexicon_entries")
