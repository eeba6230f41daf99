"""``panel-refunds demo``: a refund from the deposit to the bank, on the real product, with nothing to set up."""

from __future__ import annotations

from typing import Annotated

import typer

from panel_refunds.cli.exits import SAID_NO, UNREADABLE

_PLAYS_WITH = {"smm_v2": "panel-refunds-smm-v2", "stripe": "panel-refunds-stripe"}


def demo(
    once: Annotated[bool, typer.Option("--once", help="End after the story instead of staying open.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="No colours and frames, as in a pipe.")] = False,
    database: Annotated[
        str | None,
        typer.Option("--database", metavar="URL", help="An empty database; without it a file that is thrown away."),
    ] = None,
) -> None:
    """Tell a story of refunds and explain every figure; then leave the HTTP service open to try.

    Cards are paid at a fake Stripe; with the key of a test account in SMMPANELUS_STRIPE_KEY at Stripe itself.
    Exit 1 when a figure is not what it should be, 2 when a plugin that it plays with is not installed.
    """
    from panel_refunds.testing.demo.play import play

    if missing := _missing():
        typer.echo(
            f"The demo plays with plugins that are not installed here: pip install {' '.join(missing)}", err=True
        )
        raise typer.Exit(UNREADABLE)
    _silence_logs()
    if not play(once=once, plain=plain, database=database):
        raise typer.Exit(SAID_NO)


def _missing() -> list[str]:
    from importlib import metadata

    from panel_refunds.plugins.candidates import GROUP

    there = {point.name for point in metadata.entry_points(group=GROUP)}
    return [project for name, project in _PLAYS_WITH.items() if name not in there]


def _silence_logs() -> None:
    """The story provokes what a log would warn of, and tells it itself."""
    import logging

    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
