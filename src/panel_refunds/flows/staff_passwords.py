"""Passwords: what may be one, and how one is kept and compared.

Length is what helps; what must be in it helps nobody, so nothing must. Refused are the few hundred that everybody
tries first, with figures around them or several times in a row, and those made of the person's or the brand's name.
Hashing is slow on purpose and takes 64 MiB: never inside a transaction, and never more than a few at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from panel_refunds.errors import Refused

LEAST, MOST = 12, 256
_OWN_LETTERS = 6
"""So many letters or digits must be left when the names are taken out."""
_AT_ONCE = BoundedSemaphore(4)
HASHER = PasswordHasher()
"""With the library's own figures: 64 MiB, three passes, four lanes (RFC 9106, for where memory is short)."""
_KNOWN_FILE = Path(__file__).parent / "well_known_passwords.txt"
_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn")


def check_password(password: str, names: Iterable[str]) -> str:
    """The password as it is kept, in one spelling of its letters; refused with ``password_unfit`` and why.

    ``names`` are the person's and the brand's, which everybody knows.
    """
    spelled = _spelled(password)
    if len(spelled) < LEAST:
        raise _unfit("short", f"Take at least {LEAST} characters; three or four words with spaces do well.")
    if len(spelled) > MOST:
        raise _unfit("long", f"Take at most {MOST} characters.")
    letters = _letters_of(spelled) or spelled
    if _is_well_known(letters):
        raise _unfit("known", "That is one of the passwords that everybody tries first; take another one.")
    for name in sorted({_letters_of(name) for name in names} - {""}, key=len, reverse=True):
        letters = letters.replace(name, "")
    if len(letters) < _OWN_LETTERS or _is_well_known(letters):
        raise _unfit("names", "That is made of your login name or of our own name; take another one.")
    return spelled


def hash_password(password: str) -> str:
    """What is kept of it; takes a tenth of a second."""
    with _AT_ONCE:
        return HASHER.hash(_spelled(password))


def password_fits(kept: str | None, password: str) -> bool:
    """Whether it is the one that was kept; takes as long where nothing was kept, and says no."""
    with _AT_ONCE:
        stand_in = _nobodys()
        try:
            return HASHER.verify(kept or stand_in, _spelled(password[: MOST * 4])) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether it was hashed more weakly than is done today."""
    return HASHER.check_needs_rehash(kept)


@lru_cache
def _nobodys() -> str:
    """A hash that stands in for those who have none; made with whoever signs in first, also under a known name."""
    return HASHER.hash("nobody's")


def _spelled(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _unfit(why: str, text: str) -> Refused:
    return Refused("password_unfit", text, field="password", why=why)


def _letters_of(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _is_well_known(letters: str) -> bool:
    """In the list, alone or with figures around it, several times in a row, or a run of keys."""
    part = _repeated_part(letters)
    if len(part) < _OWN_LETTERS or any(part in run * 2 or part in run[::-1] * 2 for run in _RUNS):
        return True
    known = _well_known()
    bare = re.sub(r"^\d+|\d+$", "", part)
    return not {part, bare}.isdisjoint(known) or _repeated_part(bare) in known


def _repeated_part(text: str) -> str:
    """The shortest text that makes this one when it is said again and again."""
    return text[: (text * 2).index(text, 1)] if text else ""


@lru_cache
def _well_known() -> frozenset[str]:
    return frozenset(_KNOWN_FILE.read_text(encoding="utf-8").split())
