"""What a tenant may say about its file: ``[order_providers.NAME]`` with ``use = "csv"``.

What makes no sense is refused when the plugin is built, with the name of the key. The path is checked here for what it
says; whether a symbolic link stands in its way is looked at whenever the file is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting
from panel_refunds_csv_orders.layout import COLUMNS, DEFAULT_COLUMNS, Layout
from panel_refunds_csv_orders.numbers import Marks
from panel_refunds_csv_orders.words import bare, find_word_fault

MOST_PER_QUESTION = 100
_LARGEST = 1024**3
_ENCODINGS = ("utf-8", "utf-16", "latin-1", "cp1250", "cp1251", "cp1252", "cp1254", "gb18030", "shift_jis")

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "file": Setting(required=True, help="The file, below the tenant's folder, like drop/orders.csv."),
        "allow_absolute": Setting("boolean", default=False, help="Whether `file` may be an absolute path."),
        "columns": Setting("table", default=DEFAULT_COLUMNS, help="Which column is which: ours = name or number."),
        "header": Setting("boolean", default=True, help="Whether the first row names the columns."),
        "delimiter": Setting(default=",", help="What stands between cells."),
        "quote": Setting(default='"', help="What stands around cells that need it; empty: nothing does."),
        "encoding": Setting(default="utf-8", choices=_ENCODINGS, help="How the text is encoded."),
        "decimal_mark": Setting(default=".", help="What stands before a fraction."),
        "thousands_mark": Setting(default="", help="What stands between thousands; empty: nothing does."),
        "words": Setting("table", default=MappingProxyType({}), help="The file's own status words: theirs = ours."),
        "last_line": Setting(default="", help="The line that closes a whole file; empty: none does."),
        "quiet_seconds": Setting("integer", default=10, minimum=0, help="How long the file must not have changed."),
        "duplicates": Setting(
            default="error", choices=("error", "last"), help="What two rows about one order mean: a doubt, or the last."
        ),
        "max_bytes": Setting("integer", default=16 * 1024**2, minimum=1, help="The largest file that is read."),
        "poll_seconds": Setting("integer", default=60, minimum=1, help="How often open orders are looked up."),
        "batch": Setting("integer", default=100, minimum=1, help="Orders in one look at the file, at most 100."),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One file's settings, checked."""

    file: PurePosixPath
    layout: Layout
    quiet: timedelta
    batch: int


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given`` and fill in the defaults; ``Refused`` names the key that is wrong and says what to do."""
    values = {name: given.get(name, setting.default) for name, setting in SETTINGS.items()}
    if not 1 <= values["batch"] <= MOST_PER_QUESTION:
        raise Refused("field_invalid", "One look may be about 1 to 100 orders.", field="batch")
    if not 1 <= values["max_bytes"] <= _LARGEST:
        raise Refused("field_invalid", f"From 1 to {_LARGEST} bytes.", field="max_bytes")
    if values["quiet_seconds"] < 0:
        raise Refused("field_invalid", "At least 0 seconds.", field="quiet_seconds")
    if values["last_line"] != values["last_line"].strip():
        raise Refused("field_invalid", "Without spaces or line ends around it.", field="last_line")
    _check_signs(values)
    layout = Layout(
        columns=_columns(values["columns"], header=values["header"]),
        header=values["header"],
        delimiter=values["delimiter"],
        quote=values["quote"],
        encoding=values["encoding"],
        marks=Marks(values["decimal_mark"], values["thousands_mark"]),
        last_line=values["last_line"],
        last_wins=values["duplicates"] == "last",
        words=_words(values["words"]),
        largest=values["max_bytes"],
    )
    file = _file(values["file"], absolute=values["allow_absolute"])
    return Settings(file, layout, timedelta(seconds=values["quiet_seconds"]), values["batch"])


def _file(text: object, *, absolute: bool) -> PurePosixPath:
    if not isinstance(text, str) or not text.strip() or "\0" in text:
        raise Refused("field_missing", "Name the file, like drop/orders.csv.", field="file")
    file = PurePosixPath(text)
    if ".." in file.parts or file.name in {"", "."}:
        raise Refused("field_invalid", "The path must lead straight to a file, without `..`.", field="file")
    if file.is_absolute() and not absolute:
        text = "The path starts inside the tenant's folder; an absolute one needs allow_absolute = true."
        raise Refused("field_invalid", text, field="file")
    return file


def _columns(table: Mapping[str, Any], *, header: bool) -> Mapping[str, str | int]:
    for name, theirs in table.items():
        where = f"columns.{name}"
        if name not in COLUMNS:
            raise Refused("field_invalid", f"{name!r} is not read; there are {', '.join(COLUMNS)}.", field=where)
        fits = isinstance(theirs, str) and bool(theirs.strip()) if header else type(theirs) is int and theirs >= 1
        if not fits:
            text = "A name of the header." if header else "Without a header columns have numbers, from 1."
            raise Refused("field_invalid", text, field=where)
    for name in ("order", "status"):
        if name not in table:
            raise Refused("field_missing", f"Say which column is the {name}.", field=f"columns.{name}")
    named = [theirs.strip().casefold() if isinstance(theirs, str) else theirs for theirs in table.values()]
    if len(set(named)) < len(named):
        raise Refused("field_invalid", "Two of them are one column.", field="columns")
    return MappingProxyType(dict(table))


def _check_signs(values: Mapping[str, Any]) -> None:
    lengths = {"delimiter": (1,), "quote": (0, 1), "decimal_mark": (1,), "thousands_mark": (0, 1)}
    for name, fit in lengths.items():
        sign = values[name]
        if len(sign) not in fit or sign.isalnum() or sign in {"\n", "\r", "\0", "-"}:
            raise Refused("field_invalid", "One sign that is no letter, digit, minus or line end.", field=name)
    if values["quote"] in {values["delimiter"], " "}:
        raise Refused("field_invalid", "It cannot be the delimiter or a space.", field="quote")
    if values["thousands_mark"] == values["decimal_mark"]:
        raise Refused("field_invalid", "It cannot be the decimal mark as well.", field="thousands_mark")


def _words(table: Mapping[str, Any]) -> Mapping[str, str]:
    taught: dict[str, str] = {}
    for theirs, ours in table.items():
        if fault := find_word_fault(theirs, ours, taught):
            raise Refused("field_invalid", fault, field=f"words.{theirs}")
        taught[bare(theirs)] = ours
    return MappingProxyType(taught)
