"""each version of a schedule says where the event was and which links it had"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

OLD_CAUSES = ("draft", "repair", "move", "cancel", "add", "shift", "ended")
SAYS_WHERE = "(number IS NULL) = (place IS NULL) AND (number IS NULL) = (video_link IS NULL)"


def one_of(column, values):
    return sa.text(f"{column} IN ({', '.join(repr(value) for value in values)})")


def upgrade():
    with op.batch_alter_table("schedules", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("video_link", sa.String(length=300), nullable=True))
        batch_op.drop_constraint(op.f("ck_schedules_cause"), type_="check")
        batch_op.create_check_constraint(op.f("ck_schedules_cause"), one_of("cause", (*OLD_CAUSES, "place")))
    # Nothing else is known of the older versions.
    op.execute(
        "UPDATE schedules SET place = (SELECT place FROM events WHERE events.id = schedules.event_id),"
        " video_link = (SELECT video_link FROM events WHERE events.id = schedules.event_id) WHERE number IS NOT NULL"
    )
    with op.batch_alter_table("schedules", schema=None) as batch_op:
        batch_op.create_check_constraint(op.f("ck_schedules_numbered_says_where"), sa.text(SAYS_WHERE))


def downgrade():
    op.execute("UPDATE schedules SET cause = 'move' WHERE cause = 'place'")
    with op.batch_alter_table("schedules", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_schedules_numbered_says_where"), type_="check")
        batch_op.drop_constraint(op.f("ck_schedules_cause"), type_="check")
        batch_op.create_check_constraint(op.f("ck_schedules_cause"), one_of("cause", OLD_CAUSES))
        batch_op.drop_column("video_link")
        batch_op.drop_column("place")
