"""Files in the body of a call: base64 in JSON.

Everything else of the API is one JSON object as well, so a message with files has one key, one hash and one schema, and
a panel needs nothing but ``base64_encode``. That costs a third more bytes, which files of a few megabytes can afford.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from panel_refunds.errors import Refused
from panel_refunds.flows.checking_files import Upload
from panel_refunds.tenants.tenant import FileRules
from panel_refunds.web.fields import FileName, Given, MediaType
from panel_refunds.web.strict_json import MOST_BYTES

MOST_FILES = 10
OF_FILES = ("too_many_files", "file_too_large", "file_refused", "files_not_kept")
"""The codes of a call that takes files."""


class FileGiven(Given):
    """A file: its name, its type, and its bytes in base64."""

    name: FileName
    type: MediaType = "application/octet-stream"
    content: Annotated[
        str, Field(min_length=4, description="The bytes, in base64.", json_schema_extra={"contentEncoding": "base64"})
    ]


Files = Annotated[
    list[FileGiven],
    Field(
        max_length=MOST_FILES,
        description="Files that come with the words; how many, how large and of which kinds says the tenant's file.",
    ),
]


def uploads_of(files: Sequence[FileGiven]) -> tuple[Upload, ...]:
    """The files as flows take them; refused with ``field_invalid`` for what is no base64."""
    return tuple(_upload(place, file) for place, file in enumerate(files))


def most_bytes_of(rules: FileRules) -> int:
    """How large the body of a message with files may be."""
    return MOST_BYTES + rules.bytes_together * 4 // 3 + 4 * MOST_FILES


def _upload(place: int, file: FileGiven) -> Upload:
    try:
        content = base64.b64decode(file.content, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("field_invalid", "This is no base64.", field=f"files.{place}.content") from None

    def read(most: int) -> bytes:
        return content[:most]

    return Upload(file.name, file.type, len(content), hashlib.sha256(content).hexdigest(), read)
