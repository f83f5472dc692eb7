"""A busy machine makes single examples slow: no deadline, the suite has a time limit of its own."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
