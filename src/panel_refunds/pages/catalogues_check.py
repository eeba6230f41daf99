"""Whether a catalogue says all that the pages say, and nothing else; run it to bring the files up to date.

    python -m panel_refunds.pages.catalogues_check          says what is missing or wrong
    python -m panel_refunds.pages.catalogues_check --write  adds what is new, empty, and takes out what is gone

A translation names the same ``{figures}`` as its source, and has a form for each way in which its language counts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import write_po

from panel_refunds.pages.catalogue_file import figures_of, load_catalogue
from panel_refunds.pages.extracting import Message, extract_messages
from panel_refunds.pages.words import FOLDER


def faults_of(catalogue: Catalog, messages: Mapping[str, Message]) -> Iterator[str]:
    """What is wrong with a catalogue, one sentence each."""
    if not _counts_rightly(catalogue):
        yield f"counts otherwise than its language: {catalogue.plural_expr}"
    entries = {_one(entry): entry for entry in catalogue if entry.id}
    for one, message in messages.items():
        entry = entries.get(one)
        if entry is None:
            yield f"{one!r} ({message.where}) is missing"
        else:
            yield from _entry_faults(entry, message)
    for one in entries.keys() - messages.keys():
        yield f"{one!r} is said nowhere any more"


def _counts_rightly(catalogue: Catalog) -> bool:
    """Whether numbers that the language counts alike have the same form, and others another one."""
    form_of, tag_of = c2py(catalogue.plural_expr), Locale.parse(str(catalogue.locale)).plural_form
    pairs = {(tag_of(number), form_of(number)) for number in range(1000)}
    return len(pairs) == len({tag for tag, _ in pairs}) == len({form for _, form in pairs}) == catalogue.num_plurals


def renew(file: Path, messages: Mapping[str, Message]) -> None:
    """Write the catalogue anew: what it translates of ``messages``, and the others empty."""
    before = load_catalogue(file)
    known = {_one(entry): entry.string for entry in before if entry.id}
    after = Catalog(locale=before.locale, header_comment=before.header_comment, fuzzy=False)
    after.mime_headers = before.mime_headers  # what stands there of plurals is not always what Babel would say
    for message in messages.values():
        entry = after.add(message.id, locations=[(message.where, 0)])
        string = known.get(message.one, "")
        if isinstance(string, str) == (message.many is None):
            entry.string = string
    with file.open("wb") as opened:
        write_po(opened, after, width=120, omit_header=False)


def _entry_faults(entry: Entry, message: Message) -> Iterator[str]:
    strings = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
    if entry.fuzzy:
        yield f"{message.one!r} is marked as not sure"
    if isinstance(entry.id, str) != (message.many is None):
        yield f"{message.one!r} is counted in one place and not in another"
    elif not all(strings):
        yield f"{message.one!r} is not translated"
    else:
        yield from _figure_faults(message, strings)


def _figure_faults(message: Message, strings: list[str]) -> Iterator[str]:
    wanted = figures_of(message.many or message.one)
    for string in strings:
        # A form for none, one or two may say the number as a word.
        if figures_of(string) not in (wanted, wanted - {"count"} if message.many else wanted):
            yield f"{message.one!r} names other figures: {string!r}"


def _one(entry: Entry) -> str:
    return entry.id if isinstance(entry.id, str) else str(entry.id[0])


def check(*, write: bool) -> int:
    """All catalogues; the number of faults."""
    messages, found = extract_messages(), 0
    for file in sorted(FOLDER.glob("*.po")):
        if write:
            renew(file, messages)
        for fault in faults_of(load_catalogue(file), messages):
            sys.stdout.write(f"{file.name}: {fault}\n")
            found += 1
    return found


if __name__ == "__main__":
    sys.exit(1 if check(write="--write" in sys.argv[1:]) else 0)
