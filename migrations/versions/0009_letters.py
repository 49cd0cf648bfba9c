"""the calendar file of a letter"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0006"
branch_labels = None
depends_on = None

METHODS = "('REQUEST', 'CANCEL', 'PUBLISH')"
WHOLE = "(calendar_text IS NULL) = (calendar_method IS NULL) AND (calendar_text IS NULL) = (calendar_name IS NULL)"


def upgrade():
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("calendar_text", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("calendar_method", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("calendar_name", sa.String(length=80), nullable=True))
        batch_op.create_check_constraint(op.f("ck_messages_calendar_method"), f"calendar_method IN {METHODS}")
        batch_op.create_check_constraint(op.f("ck_messages_calendar_whole"), WHOLE)


def downgrade():
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_messages_calendar_whole"), type_="check")
        batch_op.drop_constraint(op.f("ck_messages_calendar_method"), type_="check")
        batch_op.drop_column("calendar_name")
        batch_op.drop_column("calendar_method")
        batch_op.drop_column("calendar_text")
