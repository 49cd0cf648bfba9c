"""meetings that both sides know as provisional"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0022"
branch_labels = None
depends_on = None

KNOWN_AS_PROVISIONAL = """
UPDATE meetings SET told_provisional = true
WHERE status = 'published'
AND introduction_id IN (SELECT id FROM introductions WHERE status = 'proposed')
"""


def upgrade():
    op.add_column("meetings", sa.Column("told_provisional", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(KNOWN_AS_PROVISIONAL)


def downgrade():
    op.drop_column("meetings", "told_provisional")
