"""what the public reads of an event"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None

TEXTS = ("welcome_fr", "welcome_ar", "welcome_en", "partners")


def upgrade():
    for name in TEXTS:
        op.add_column("events", sa.Column(name, sa.Text(), server_default="", nullable=False))


def downgrade():
    for name in reversed(TEXTS):
        op.drop_column("events", name)
