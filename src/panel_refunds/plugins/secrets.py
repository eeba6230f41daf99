"""Secrets: read when an object is built, shown to nobody.

A tenant's file has only references. Their values become ``SecretText``: a text that says ``[secret]`` when somebody
looks at it (repr, tracebacks, dataclasses that contain it), and every value is told to a ``Redactor`` that takes it
out of whatever is logged or reported for that tenant, in the spellings in which URLs, forms and JSON carry it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus

from panel_refunds.tenants.tenant import SecretRef

HIDDEN = "[secret]"
_E_MAIL = re.compile(r"[^\s<>\"'@=&?]+@[^\s<>\"'@=&?]+")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")


class SecretText(str):
    """A secret's value; usable as text, invisible in a repr."""

    __slots__ = ()

    def __repr__(self) -> str:
        return HIDDEN


class Redactor:
    """Takes the secrets it was told of out of texts."""

    def __init__(self) -> None:
        self._spellings: tuple[str, ...] = ()

    def hide(self, secret: str) -> None:
        """From now on ``secret`` does not pass, plain or quoted."""
        # A variable of the environment may hold bytes that are no text; Python carries them as surrogates.
        quoted = (quote(secret, safe, errors="surrogateescape") for safe in ("/", ""))
        spellings = {secret, *quoted, quote_plus(secret, errors="surrogateescape"), json.dumps(secret)[1:-1]}
        # The longest first, so that a secret that contains another one leaves no rest.
        self._spellings = tuple(sorted({*self._spellings, *spellings}, key=len, reverse=True))

    def __call__(self, text: str) -> str:
        """``text`` without any of the secrets, nor what looks like an e-mail address or a card's number."""
        for spelling in self._spellings:
            text = text.replace(spelling, HIDDEN)
        return _CARD.sub("[number]", _E_MAIL.sub("[e-mail]", text))

    def __repr__(self) -> str:
        return "Redactor()"


class SecretMissingError(Exception):
    """A reference that leads nowhere; the text names the variable or file, never a value."""


class SecretReader:
    """Reads what references point to: variables of ``environ``, and files (relative to ``folder``)."""

    def __init__(self, environ: Mapping[str, str], folder: Path, redact: Redactor) -> None:
        self._environ = environ
        self._folder = folder
        self._redact = redact

    def read(self, ref: SecretRef) -> SecretText:
        """The value behind ``ref``, without the line end of a file; ``SecretMissingError`` when there is none."""
        value = self._environ.get(ref.name) if ref.kind == "env" else self._read_file(ref.name)
        if not value:
            raise SecretMissingError(
                f"the environment variable {ref.name} is not set"
                if ref.kind == "env"
                else f"the file {self._folder / ref.name} is empty"
            )
        self._redact.hide(value)
        return SecretText(value)

    def _read_file(self, name: str) -> str:
        path = self._folder / name
        try:
            return path.read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SecretMissingError(f"the file {path} cannot be read ({type(error).__name__})") from None


class UnreadSecrets:
    """Stands in for a reader where objects are built but call nobody: checks without secrets, stories."""

    def read(self, ref: SecretRef) -> SecretText:
        """A text that is nobody's secret."""
        return SecretText(f"unread-{ref.kind}")
