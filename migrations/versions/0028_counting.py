"""indexes by which many suggestions and profiles are counted"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0026"
branch_labels = None
depends_on = None

VISIBLE = ("status", "contact_user_id", "fictional", "import_batch_id", "claimed_at", "country", "kind")


def upgrade():
    op.create_index("ix_suggestions_ml", "suggestions", ["ml_profile_id", "score"])
    op.create_index("ix_suggestions_dz", "suggestions", ["dz_profile_id", "score"])
    op.drop_index(op.f("ix_suggestions_dz_profile_id"), table_name="suggestions")
    op.create_index("ix_profiles_visible", "profiles", list(VISIBLE))


def downgrade():
    op.drop_index("ix_profiles_visible", table_name="profiles")
    op.create_index(op.f("ix_suggestions_dz_profile_id"), "suggestions", ["dz_profile_id"])
    op.drop_index("ix_suggestions_dz", table_name="suggestions")
    op.drop_index("ix_suggestions_ml", table_name="suggestions")
