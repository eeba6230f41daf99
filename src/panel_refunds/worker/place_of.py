"""Where something broke: a place in the code, and nothing of the values, which may be a customer's."""

from __future__ import annotations


def place_of(error: BaseException) -> str:
    """``file.py:12`` of the innermost frame; empty for an error that was never raised."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
