"""events and meetings"""

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = '0006'
down_revision = '0002_memory'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('events',
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('starts_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('ends_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('cutoff_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('allows_provisional', sa.Boolean(), nullable=False),
    sa.Column('slot_minutes', sa.Integer(), nullable=False),
    sa.Column('video_link', sa.String(length=300), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('cutoff_at <= starts_at', name=op.f('ck_events_cutoff_before_start')),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_events_ends_after_start')),
    sa.CheckConstraint('slot_minutes BETWEEN 5 AND 120', name=op.f('ck_events_slot_minutes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_events'))
    )
    op.create_table('event_guests',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('full_name', sa.String(length=120), nullable=False),
    sa.Column('organisation', sa.String(length=160), nullable=False),
    sa.Column('role', sa.Enum('official', 'speaker', 'press', 'partner', 'staff', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('mode', sa.Enum('on_site', 'online', name='mode', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('arrived_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_guests_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_guests'))
    )
    with op.batch_alter_table('event_guests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_guests_event_id'), ['event_id'], unique=False)

    op.create_table('event_sessions',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('kind', sa.Enum('plenary', 'panel', 'workshop', 'meetings', 'break', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('axis', sa.String(length=2), nullable=True),
    sa.Column('starts_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('ends_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_event_sessions_ends_after_start')),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_sessions_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_sessions'))
    )
    with op.batch_alter_table('event_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_sessions_event_id'), ['event_id'], unique=False)

    op.create_table('event_slots',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('starts_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('ends_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_event_slots_ends_after_start')),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_slots_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_slots')),
    sa.UniqueConstraint('event_id', 'position', name=op.f('uq_event_slots_event_id_position'))
    )
    op.create_table('event_tables',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_tables_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_tables')),
    sa.UniqueConstraint('event_id', 'number', name=op.f('uq_event_tables_event_id_number'))
    )
    op.create_table('schedules',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('base_number', sa.Integer(), nullable=True),
    sa.Column('cause', sa.String(length=32), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('published_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('(number IS NULL) = (published_at IS NULL)', name=op.f('ck_schedules_numbered_is_published')),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_schedules_created_by_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_schedules_event_id_events'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_schedules')),
    sa.UniqueConstraint('event_id', 'number', name=op.f('uq_schedules_event_id_number'))
    )
    with op.batch_alter_table('schedules', schema=None) as batch_op:
        batch_op.create_index('uq_schedules_draft', ['event_id'], unique=True, sqlite_where=sa.text('number IS NULL'), postgresql_where=sa.text('number IS NULL'))

    op.create_table('event_attendances',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('profile_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('mode', sa.Enum('on_site', 'online', name='mode', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('arrived_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('cancelled_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('walk_in', sa.Boolean(), nullable=False),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_attendances_event_id_events'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['users.id'], name=op.f('fk_event_attendances_person_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['profile_id'], ['profiles.id'], name=op.f('fk_event_attendances_profile_id_profiles'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_attendances')),
    sa.UniqueConstraint('event_id', 'profile_id', name=op.f('uq_event_attendances_event_id_profile_id'))
    )
    with op.batch_alter_table('event_attendances', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_attendances_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_event_attendances_profile_id'), ['profile_id'], unique=False)

    op.create_table('event_busy_slots',
    sa.Column('attendance_id', sa.Integer(), nullable=False),
    sa.Column('slot_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['attendance_id'], ['event_attendances.id'], name=op.f('fk_event_busy_slots_attendance_id_event_attendances'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['slot_id'], ['event_slots.id'], name=op.f('fk_event_busy_slots_slot_id_event_slots'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('attendance_id', 'slot_id', name=op.f('pk_event_busy_slots'))
    )
    op.create_table('meetings',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=64), nullable=False),
    sa.Column('room', sa.String(length=64), nullable=False),
    sa.Column('status', sa.Enum('draft', 'published', 'cancelled', 'held', 'missed', name='status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('cancelled_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('cancel_reason', sa.Enum('organizer', 'refused', 'withdrawn', 'no_place', name='cancel_reason', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(status = 'cancelled') = (cancel_reason IS NOT NULL)", name=op.f('ck_meetings_cancelled_has_reason')),
    sa.CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f('ck_meetings_cancelled_has_time')),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_meetings_event_id_events'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_meetings_introduction_id_introductions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meetings')),
    sa.UniqueConstraint('event_id', 'introduction_id', name=op.f('uq_meetings_event_id_introduction_id')),
    sa.UniqueConstraint('room', name=op.f('uq_meetings_room')),
    sa.UniqueConstraint('uid', name=op.f('uq_meetings_uid'))
    )
    with op.batch_alter_table('meetings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meetings_introduction_id'), ['introduction_id'], unique=False)

    op.create_table('meeting_sides',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('profile_id', sa.Integer(), nullable=False),
    sa.Column('took_place', sa.Boolean(), nullable=True),
    sa.Column('wants_more', sa.Boolean(), nullable=True),
    sa.Column('said_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('asked_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('(took_place IS NULL) = (said_at IS NULL)', name=op.f('ck_meeting_sides_said_has_time')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_sides_meeting_id_meetings'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['profile_id'], ['profiles.id'], name=op.f('fk_meeting_sides_profile_id_profiles'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_sides')),
    sa.UniqueConstraint('meeting_id', 'profile_id', name=op.f('uq_meeting_sides_meeting_id_profile_id'))
    )
    with op.batch_alter_table('meeting_sides', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_sides_profile_id'), ['profile_id'], unique=False)

    op.create_table('schedule_placements',
    sa.Column('schedule_id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('slot_id', sa.Integer(), nullable=False),
    sa.Column('table_id', sa.Integer(), nullable=True),
    sa.Column('starts_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('ends_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('locked', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_schedule_placements_ends_after_start')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_schedule_placements_meeting_id_meetings'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['schedule_id'], ['schedules.id'], name=op.f('fk_schedule_placements_schedule_id_schedules'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['slot_id'], ['event_slots.id'], name=op.f('fk_schedule_placements_slot_id_event_slots'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['table_id'], ['event_tables.id'], name=op.f('fk_schedule_placements_table_id_event_tables'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_schedule_placements')),
    sa.UniqueConstraint('schedule_id', 'meeting_id', name=op.f('uq_schedule_placements_schedule_id_meeting_id')),
    sa.UniqueConstraint('schedule_id', 'slot_id', 'table_id', name=op.f('uq_schedule_placements_schedule_id_slot_id_table_id'))
    )
    with op.batch_alter_table('schedule_placements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_schedule_placements_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_schedule_placements_slot_id'), ['slot_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_schedule_placements_table_id'), ['table_id'], unique=False)



def downgrade():
    with op.batch_alter_table('schedule_placements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_schedule_placements_table_id'))
        batch_op.drop_index(batch_op.f('ix_schedule_placements_slot_id'))
        batch_op.drop_index(batch_op.f('ix_schedule_placements_meeting_id'))

    op.drop_table('schedule_placements')
    with op.batch_alter_table('meeting_sides', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_sides_profile_id'))

    op.drop_table('meeting_sides')
    with op.batch_alter_table('meetings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meetings_introduction_id'))

    op.drop_table('meetings')
    op.drop_table('event_busy_slots')
    with op.batch_alter_table('event_attendances', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_event_attendances_profile_id'))
        batch_op.drop_index(batch_op.f('ix_event_attendances_person_id'))

    op.drop_table('event_attendances')
    with op.batch_alter_table('schedules', schema=None) as batch_op:
        batch_op.drop_index('uq_schedules_draft', sqlite_where=sa.text('number IS NULL'), postgresql_where=sa.text('number IS NULL'))

    op.drop_table('schedules')
    op.drop_table('event_tables')
    op.drop_table('event_slots')
    with op.batch_alter_table('event_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_event_sessions_event_id'))

    op.drop_table('event_sessions')
    with op.batch_alter_table('event_guests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_event_guests_event_id'))

    op.drop_table('event_guests')
    op.drop_table('events')
