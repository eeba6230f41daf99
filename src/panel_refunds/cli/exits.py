"""What a command tells the shell when it ends. Scripts rely on these numbers, so they do not change."""

from __future__ import annotations

from typing import Final

FINE: Final = 0
"""It was done, and what was looked at is as it should be."""

SAID_NO: Final = 1
"""It was understood and the answer is no: a refusal, a failed case, damaged books, a fault in the files."""

UNREADABLE: Final = 2
"""Something given cannot be read or used: an option, a file, a plugin, a database of another version."""

TRY_AGAIN: Final = 3
"""Nothing was changed; the database or the network does not answer now, the same command may work later."""
