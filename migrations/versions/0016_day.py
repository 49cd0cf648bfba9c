"""agreed aloud on the day, and links of the tables' pages"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

ORIGINS = ("organizer", "plan", "request")
CHANNELS = ("site", "link", "phone", "whatsapp")
TOLD = ("phone", "whatsapp")
ORIGIN, CHANNEL = "ck_introductions_origin", "ck_introduction_sides_channel"
RECORDER = "ck_introduction_sides_told_has_recorder"


def one_of(column, values):
    return f"{column} IN ({', '.join(map(repr, values))})"


def upgrade():
    allow((*ORIGINS, "on_site"), (*CHANNELS, "table"), (*TOLD, "table"))
    op.add_column("event_tables", sa.Column("link_generation", sa.Integer(), server_default="1", nullable=False))


def downgrade():
    op.drop_column("event_tables", "link_generation")
    op.execute("UPDATE introductions SET origin = 'organizer' WHERE origin = 'on_site'")
    op.execute("UPDATE introduction_sides SET channel = 'phone' WHERE channel = 'table'")
    allow(ORIGINS, CHANNELS, TOLD)


def allow(origins, channels, told):
    with op.batch_alter_table("introductions") as batch:
        batch.drop_constraint(op.f(ORIGIN), type_="check")
        batch.create_check_constraint(op.f(ORIGIN), one_of("origin", origins))
    with op.batch_alter_table("introduction_sides") as batch:
        for name in (CHANNEL, RECORDER):
            batch.drop_constraint(op.f(name), type_="check")
        batch.create_check_constraint(op.f(CHANNEL), one_of("channel", channels))
        batch.create_check_constraint(
            op.f(RECORDER), f"channel IS NULL OR ({one_of('channel', told)}) = (recorded_by_id IS NOT NULL)"
        )
