"""Is the peer itself sound? What it raises instead of answering is its author's mistake, and must not pass for a word.

Whoever asked saw no more than a connection that ended, which an adapter rightly calls unknown: a check could pass
without ever having heard the vendor. So every check ends with this question.
"""

from __future__ import annotations

from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.peer.adapter_peer import AdapterPeer
from panel_refunds_testkit.peer.books import KeyUsedError, PeerRefusedError

_SAY_IT = "Catch it in `answer`, and answer with the vendor's own word for it."
_MEND_IT = (
    "Mend the peer; a reply is put together outside of the `try` that catches refusals. If it was about a word that"
    " the vendor does not have, leave the word out of the peer's `words`."
)


def must_be_sound(peer: AdapterPeer) -> None:
    """Broken when the peer raised while it answered."""
    for mistake in peer.mistakes():
        told = f"{type(mistake).__name__}: {mistake}" if str(mistake) else type(mistake).__name__
        advice = _SAY_IT if isinstance(mistake, KeyUsedError | PeerRefusedError) else _MEND_IT
        raise BrokenContractError(
            f"The peer, not the adapter, raised {told} where it should have answered. {advice}"
        ) from mistake
