"""whether a person sees the first steps"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("users", sa.Column("tour_shown", sa.Boolean(), nullable=True))


def downgrade():
    op.drop_column("users", "tour_shown")
