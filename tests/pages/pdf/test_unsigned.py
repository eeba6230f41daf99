"""No program names itself in a document of the tenant's; what is in the document stays."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter

from panel_refunds.pages.pdf.unsigned import unsigned

XMP = b'<x:xmpmeta x:xmptk="toolkit 1"><xmp:CreatorTool>Maker 1</xmp:CreatorTool><pdf:Producer>M\n</pdf:Producer><a/>'


def signed() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.metadata = {"/Title": "T", "/Author": "Shop", "/Creator": "Maker 1", "/Producer": "Maker 2"}
    writer.xmp_metadata = XMP
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_makers_are_gone_and_the_rest_is_there():
    made = unsigned(signed())
    read = PdfReader(io.BytesIO(made))

    assert dict(read.metadata) == {"/Title": "T", "/Author": "Shop"}
    assert read.trailer["/Root"]["/Metadata"].get_data() == b"<x:xmpmeta><a/>"
    assert len(read.pages) == 1
    assert unsigned(signed()) == made
    assert unsigned(made) == unsigned(made)


def test_a_document_without_any_metadata_is_fine():
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(written)
    assert b"pypdf" not in unsigned(written.getvalue())
