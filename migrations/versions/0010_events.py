"""invented events of the demonstration, and guests that two people may change at once"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fictional", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("event_guests", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def downgrade():
    with op.batch_alter_table("event_guests", schema=None) as batch_op:
        batch_op.drop_column("version")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_column("fictional")
