"""other spellings of an organisation's name"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("profiles", sa.Column("other_names", sa.Text(), server_default="", nullable=False))


    # Their names are cut out of their words in more spellings now: the next start finds them missing and writes anew.
    op.execute("DELETE FROM search_texts WHERE profile_id IN (SELECT id FROM profiles WHERE discreet)")


def downgrade():
    op.drop_column("profiles", "other_names")
