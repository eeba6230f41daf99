"""What the audience sees: acts, sentences, tables of figures; in colour at a terminal, plain text in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

WIDTH = 104


class Screen:
    """Prints the story; ``plain`` leaves colours and frames out even at a terminal."""

    def __init__(self, *, plain: bool = False) -> None:
        self.plain = plain or not sys.stdout.isatty()
        width = WIDTH if self.plain else min(Console().width, WIDTH)
        self._console = Console(no_color=self.plain or None, highlight=False, width=width)
        self._after_gap = False

    def opening(self, tenant: str, database: str, *, fake: bool) -> None:
        """What is going to be played, and on what."""
        self._print(Text(f"panel-refunds demo: a few days at {tenant}", "bold"))
        cards = "a fake Stripe" if fake else "your Stripe test account"
        self._print(Text(f"its real policy, {cards}, provider replies over real HTTP, real books in {database}", "dim"))

    def act(self, number: int, title: str, when: str) -> None:
        """A new act: its number and title, and the time it is on the demo's clock."""
        heading = Text.assemble((f"{number}.", "bold cyan"), " ", (title, "bold"), "  ", (f"({when})", "dim"))
        self.gap()
        self._print(heading)
        self.gap()

    def say(self, text: str) -> None:
        """A sentence of the narrator."""
        self._print(Padding(Text(text), (0, 0, 0, 3)))

    def line(self, text: str) -> None:
        """A line as it is, such as a command to copy: never wrapped."""
        self._after_gap = False
        sys.stdout.write(f"   {text}\n")
        # In a pipe nothing is seen before the buffer is full, and the demo may wait a long time after this line.
        sys.stdout.flush()

    def total(self, text: str) -> None:
        """The sum that matters most."""
        self._marked("→", text, "bold green")

    def trouble(self, text: str) -> None:
        """Something that went wrong outside, and that the product did not fall for."""
        self._marked("✗", text, "yellow")

    def good(self, text: str) -> None:
        """Something that is as it should be."""
        self._marked("✓", text, "green")

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[str] = ()) -> None:
        """Rows under headings; the columns named in ``right`` are figures."""
        table = Table(box=None if self.plain else SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
        for heading in headings:
            figures = heading in right
            table.add_column(heading, justify="right" if figures else "left", no_wrap=figures)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self._print(Padding(table, (0, 0, 0, 3)))
        if self.plain:
            self.gap()

    def gap(self) -> None:
        """An empty line, and never two of them."""
        if not self._after_gap:
            sys.stdout.write("\n")
        self._after_gap = True

    def _marked(self, mark: str, text: str, style: str) -> None:
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_row(Text(mark, style), Text(text, style if style.startswith("bold") else ""))
        self._print(Padding(grid, (0, 0, 0, 3)))

    def _print(self, *lines: RenderableType) -> None:
        """Print; in plain text without the blanks with which rich fills every line."""
        self._after_gap = False
        for line in lines:
            if not self.plain:
                self._console.print(line)
                continue
            with self._console.capture() as captured:
                self._console.print(line)
            sys.stdout.write("\n".join(one.rstrip() for one in captured.get().split("\n")))
