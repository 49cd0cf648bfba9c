"""follow-up"""

import sqlalchemy as sa
from alembic import op

import matchmaking.database

revision = '0013'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('committee_meetings',
    sa.Column('starts_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('link', sa.String(length=300), nullable=False),
    sa.Column('participants', sa.Text(), nullable=False),
    sa.Column('minutes', sa.Text(), nullable=False),
    sa.Column('held_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('brief', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('changed_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('(held_at IS NULL) = (brief IS NULL)', name=op.f('ck_committee_meetings_held_has_brief')),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_committee_meetings_created_by_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_committee_meetings'))
    )
    op.create_table('objectives',
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('institution', sa.String(length=160), nullable=False),
    sa.Column('horizon', sa.Enum('short', 'mid', 'long', name='horizon', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('set_aside_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('changed_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_objectives_created_by_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objectives'))
    )
    op.create_table('committee_decisions',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=300), nullable=False),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['committee_meetings.id'], name=op.f('fk_committee_decisions_meeting_id_committee_meetings'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_committee_decisions'))
    )
    with op.batch_alter_table('committee_decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_committee_decisions_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('recommendations',
    sa.Column('event_id', sa.Integer(), nullable=True),
    sa.Column('session_id', sa.Integer(), nullable=True),
    sa.Column('axis', sa.String(length=2), nullable=True),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('proposed_by', sa.String(length=160), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('changed_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('set_aside_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_recommendations_created_by_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_recommendations_event_id_events'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['session_id'], ['event_sessions.id'], name=op.f('fk_recommendations_session_id_event_sessions'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recommendations'))
    )
    with op.batch_alter_table('recommendations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recommendations_event_id'), ['event_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recommendations_session_id'), ['session_id'], unique=False)

    op.create_table('objective_recommendations',
    sa.Column('objective_id', sa.Integer(), nullable=False),
    sa.Column('recommendation_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['objective_id'], ['objectives.id'], name=op.f('fk_objective_recommendations_objective_id_objectives'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendations.id'], name=op.f('fk_objective_recommendations_recommendation_id_recommendations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('objective_id', 'recommendation_id', name=op.f('pk_objective_recommendations'))
    )
    op.create_table('recommendation_edits',
    sa.Column('recommendation_id', sa.Integer(), nullable=False),
    sa.Column('axis', sa.String(length=2), nullable=True),
    sa.Column('session_title', sa.String(length=160), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('proposed_by', sa.String(length=160), nullable=False),
    sa.Column('replaced_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('replaced_by_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendations.id'], name=op.f('fk_recommendation_edits_recommendation_id_recommendations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['replaced_by_id'], ['users.id'], name=op.f('fk_recommendation_edits_replaced_by_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recommendation_edits'))
    )
    with op.batch_alter_table('recommendation_edits', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recommendation_edits_recommendation_id'), ['recommendation_id'], unique=False)

    op.create_table('actions',
    sa.Column('objective_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('indicator', sa.String(length=200), nullable=False),
    sa.Column('country', sa.Enum('ML', 'DZ', name='country', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('status', sa.Enum('proposed', 'accepted', 'under_way', 'blocked', 'done', 'declined', 'dropped', name='status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('origin', sa.Enum('recommendation', 'introduction', 'uncovered_need', 'decision', 'other', name='origin', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('origin_label', sa.String(length=340), nullable=False),
    sa.Column('recommendation_id', sa.Integer(), nullable=True),
    sa.Column('introduction_id', sa.Integer(), nullable=True),
    sa.Column('opportunity_id', sa.Integer(), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
    sa.Column('owner_user_id', sa.Integer(), nullable=True),
    sa.Column('owner_name', sa.String(length=120), nullable=False),
    sa.Column('owner_institution', sa.String(length=160), nullable=False),
    sa.Column('owner_email', sa.String(length=254), nullable=True),
    sa.Column('owner_phone', sa.String(length=20), nullable=True),
    sa.Column('link_generation', sa.Integer(), nullable=False),
    sa.Column('reminded_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('changed_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_actions_created_by_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['decision_id'], ['committee_decisions.id'], name=op.f('fk_actions_decision_id_committee_decisions'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_actions_introduction_id_introductions'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['objective_id'], ['objectives.id'], name=op.f('fk_actions_objective_id_objectives'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_actions_opportunity_id_opportunities'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['owner_user_id'], ['users.id'], name=op.f('fk_actions_owner_user_id_users'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendations.id'], name=op.f('fk_actions_recommendation_id_recommendations'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_actions'))
    )
    with op.batch_alter_table('actions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_actions_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_actions_introduction_id'), ['introduction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_actions_objective_id'), ['objective_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_actions_opportunity_id'), ['opportunity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_actions_owner_user_id'), ['owner_user_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_actions_recommendation_id'), ['recommendation_id'], unique=False)

    op.create_table('outcome_questions',
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('speaker', sa.Enum('ML', 'DZ', 'organizer', name='speaker', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('by_letter', sa.Boolean(), nullable=False),
    sa.Column('asked_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('answered_at', matchmaking.database.UtcDateTime(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("speaker != 'organizer'", name=op.f('ck_outcome_questions_asked_is_a_side')),
    sa.CheckConstraint('round IN (1, 2)', name=op.f('ck_outcome_questions_round')),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_outcome_questions_introduction_id_introductions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_questions')),
    sa.UniqueConstraint('introduction_id', 'speaker', 'round', name=op.f('uq_outcome_questions_introduction_id_speaker_round'))
    )
    op.create_table('outcome_statements',
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('speaker', sa.Enum('ML', 'DZ', 'organizer', name='speaker', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('kind', sa.Enum('contact', 'met', 'memorandum', 'pilot', 'contract', 'investment', 'no_follow_up', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('holds', sa.Boolean(), nullable=False),
    sa.Column('amount', sa.Numeric(precision=16, scale=2), nullable=True),
    sa.Column('currency', sa.Enum('XOF', 'DZD', 'EUR', name='currency', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('reason', sa.Enum('no_fit', 'no_reply', 'no_means', 'rules', 'later', 'other', name='reason', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('evidence', sa.String(length=300), nullable=True),
    sa.Column('channel', sa.Enum('link', 'phone', 'whatsapp', 'in_person', 'document', name='channel', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('said_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('said_by_name', sa.String(length=120), nullable=True),
    sa.Column('recorded_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(speaker = 'organizer') = (evidence IS NOT NULL)", name=op.f('ck_outcome_statements_organizer_has_evidence')),
    sa.CheckConstraint("amount IS NULL OR kind IN ('contract', 'investment')", name=op.f('ck_outcome_statements_amount_is_of_money')),
    sa.CheckConstraint("reason IS NULL OR kind = 'no_follow_up'", name=op.f('ck_outcome_statements_reason_is_of_no_follow_up')),
    sa.CheckConstraint('(amount IS NULL) = (currency IS NULL)', name=op.f('ck_outcome_statements_amount_has_currency')),
    sa.CheckConstraint('amount IS NULL OR amount > 0', name=op.f('ck_outcome_statements_amount_positive')),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_outcome_statements_introduction_id_introductions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['users.id'], name=op.f('fk_outcome_statements_recorded_by_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_statements'))
    )
    with op.batch_alter_table('outcome_statements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_statements_introduction_id'), ['introduction_id'], unique=False)

    op.create_table('action_comments',
    sa.Column('action_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('status', sa.Enum('proposed', 'accepted', 'under_way', 'blocked', 'done', 'declined', 'dropped', name='status', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('author_name', sa.String(length=120), nullable=False),
    sa.Column('created_at', matchmaking.database.UtcDateTime(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['action_id'], ['actions.id'], name=op.f('fk_action_comments_action_id_actions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['author_id'], ['users.id'], name=op.f('fk_action_comments_author_id_users'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_comments'))
    )
    with op.batch_alter_table('action_comments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_comments_action_id'), ['action_id'], unique=False)

    with op.batch_alter_table('platform_settings', schema=None) as batch_op:
        batch_op.add_column(sa.Column('outcome_first_days', sa.Integer(), server_default='30', nullable=False))
        batch_op.add_column(sa.Column('outcome_second_days', sa.Integer(), server_default='90', nullable=False))
        batch_op.create_check_constraint(
            op.f('ck_platform_settings_outcome_days'),
            "outcome_first_days BETWEEN 1 AND 365 AND outcome_second_days BETWEEN 2 AND 730"
            " AND outcome_first_days < outcome_second_days",
        )


def downgrade():
    with op.batch_alter_table('platform_settings', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_platform_settings_outcome_days'), type_='check')
        batch_op.drop_column('outcome_second_days')
        batch_op.drop_column('outcome_first_days')

    with op.batch_alter_table('action_comments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_comments_action_id'))

    op.drop_table('action_comments')
    with op.batch_alter_table('outcome_statements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_statements_introduction_id'))

    op.drop_table('outcome_statements')
    op.drop_table('outcome_questions')
    with op.batch_alter_table('actions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_actions_recommendation_id'))
        batch_op.drop_index(batch_op.f('ix_actions_owner_user_id'))
        batch_op.drop_index(batch_op.f('ix_actions_opportunity_id'))
        batch_op.drop_index(batch_op.f('ix_actions_objective_id'))
        batch_op.drop_index(batch_op.f('ix_actions_introduction_id'))
        batch_op.drop_index(batch_op.f('ix_actions_decision_id'))

    op.drop_table('actions')
    with op.batch_alter_table('recommendation_edits', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recommendation_edits_recommendation_id'))

    op.drop_table('recommendation_edits')
    op.drop_table('objective_recommendations')
    with op.batch_alter_table('recommendations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recommendations_session_id'))
        batch_op.drop_index(batch_op.f('ix_recommendations_event_id'))

    op.drop_table('recommendations')
    with op.batch_alter_table('committee_decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_committee_decisions_meeting_id'))

    op.drop_table('committee_decisions')
    op.drop_table('objectives')
    op.drop_table('committee_meetings')
