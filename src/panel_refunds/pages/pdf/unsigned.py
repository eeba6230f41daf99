"""A PDF without the name of the program that made it: a receipt is the tenant's, and nobody else's."""

from __future__ import annotations

import io
import re

_MAKER = re.compile(rb"<(xmp:CreatorTool|pdf:Producer)>.*?</\1>| x:xmptk=\"[^\"]*\"", re.DOTALL)
_MAKERS = ("/Creator", "/Producer")


def unsigned(pdf: bytes) -> bytes:
    """The same document; neither its information nor its metadata names a program. Same bytes in, same bytes out."""
    from pypdf import PdfWriter  # large; only who writes documents waits for it

    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.metadata = {name: value for name, value in (writer.metadata or {}).items() if name not in _MAKERS}
    metadata = writer.root_object.get("/Metadata")
    if metadata is not None:
        stream = metadata.get_object()
        stream.set_data(_MAKER.sub(b"", stream.get_data()))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
