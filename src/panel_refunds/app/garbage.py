"""What a process that lives long tells Python's search for garbage: what stays need not be looked through."""

from __future__ import annotations

import gc


def leave_alone_what_stays() -> None:
    """Modules, tables and settings live as long as the process; searching them for garbage is a twelfth of a call.

    What calls leave behind is still looked through, less often: nearly all of it is gone by counting references.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
