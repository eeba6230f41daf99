"""What can be wrong with a story, apart from what it expects.

A file that cannot be read is told with every fault, file, line and key. A story that asks for something that cannot
happen, like a word about a refund that was never sent, ends there and has failed.
"""

from __future__ import annotations

from panel_refunds.tenants.faults import TenantFileError


class StoryFileError(TenantFileError):
    """A file of cases that cannot be read; ``faults`` lists everything that was found."""


class StoryCannotGoOnError(Exception):
    """The story asks for something that cannot happen; the text says what, for whoever wrote it."""
