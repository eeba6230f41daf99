"""What we send to a plugin's process: pickled, because the facts of a rule reach deep into the policy.

Only in this direction. The process believes us, as it believes the code we start it with; what it says is read by
``values``. Read-only tables, which Python does not pickle by itself, are wrapped again on the other side.
"""

from __future__ import annotations

import io
import pickle
from types import MappingProxyType
from typing import Any


def pack(value: object) -> bytes:
    """``value`` as bytes for ``unpack``."""
    packed = io.BytesIO()
    _Packer(packed, pickle.HIGHEST_PROTOCOL).dump(value)
    return packed.getvalue()


def unpack(packed: bytes) -> Any:
    """What was packed; called in the plugin's process alone, with what its parent sent."""
    return pickle.loads(packed)  # noqa: S301 - it comes from the process that started this one


class _Packer(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:
        return (_read_only, (dict(value),)) if type(value) is MappingProxyType else NotImplemented


def _read_only(table: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """Called where a table is unpacked; the type itself has no name that could be sent."""
    return MappingProxyType(table)
