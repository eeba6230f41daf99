"""Reading a reply: bytes in, a JSON-able mapping out, and never a guess.

The steps follow one another as the modules do: ``body`` decodes, ``envelopes`` finds errors and unwraps, ``shapes``
finds out which id an answer speaks of, and one module per kind of question (``states``, ``wishes``, ``placement``,
``balance``, ``services``) reads what is said of it. ``words`` and ``wordings`` know the panels' languages. Nothing here
opens a socket, keeps state or knows the time, and no bytes whatever make it raise.
"""

from __future__ import annotations

from panel_refunds_smm_v2.reading.reply import ACTIONS, read_reply

__all__ = ["ACTIONS", "read_reply"]
