"""A template and what goes into it, made into a PDF.

The typesetter gets the data as data: nothing that a customer or a gateway wrote is ever read as its language. The same
template, data and fonts give the same bytes: no clock and no chance goes into them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from panel_refunds.pages.drawing import FOLDER
from panel_refunds.pages.pdf.fonts import fonts_of
from panel_refunds.pages.pdf.unsigned import unsigned

STANDARD: Final = "ua-1"
"""PDF/UA: tagged, with title and language, as readers for blind people need it."""


class NotSetError(Exception):
    """The template cannot be set with this data; what the typesetter says is in it."""


def typeset(tenant_folder: Path, template: str, given: Mapping[str, Any]) -> bytes:
    """The PDF; ``template`` is a file of ``templates``, the tenant's own before ours. NotSetError says what is wrong.

    The template may read pictures of the tenant's folder, and nothing else.
    """
    import typst  # large; only who writes documents waits for it

    fonts = fonts_of(tenant_folder)
    data = json.dumps({**given, "fonts": fonts.families}, sort_keys=True, ensure_ascii=False)
    try:
        compiler = typst.Compiler(
            _source(tenant_folder, template), root=str(tenant_folder), font_paths=fonts.found, ignore_system_fonts=True
        )
        made = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards=[STANDARD], timestamp=0)
    except typst.TypstError as error:
        raise NotSetError(f"{template}: {error}") from error
    if not isinstance(made, bytes):
        raise TypeError(f"{template} became {type(made).__name__}")
    return unsigned(made)


def _source(tenant_folder: Path, template: str) -> bytes:
    own = tenant_folder / "templates" / template
    return (own if own.is_file() else FOLDER / template).read_bytes()
