"""What a merge does with translations: a presentation's goes over to the kept profile, where it shows only if the
presentation did too; that of an offer or need follows it by itself."""

from __future__ import annotations

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.profiles.merging import Merge, MergeStep
from matchmaking.profiles.translations.models import Translation


def _carry_out(merge: Merge) -> None:
    leaving = sa.update(Translation).where(Translation.profile_id == merge.absorbed.id)
    db.session.execute(leaving.values(profile_id=merge.kept.id))


STEP = MergeStep(columns=frozenset({"translations.profile_id"}), carry_out=_carry_out)
