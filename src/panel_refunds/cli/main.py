"""All commands, put together.

Starting has to be quick also on a small machine, so neither this module nor those of the commands import the product at
their top: a command imports what it needs when it runs. A test measures it.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from panel_refunds.cli import (
    answer,
    audit,
    cases,
    check,
    dead_letters,
    demo,
    fake_stripe,
    gateways,
    init,
    keys,
    migrate,
    new_plugin,
    pay,
    plugins,
    quote,
    read_reply,
    reconcile,
    request,
    review,
    serve,
    staff,
    statement,
    try_rule,
    webhooks,
    worker,
)


class Commands(TyperGroup):
    """The group of all commands; tells expected failures in sentences and gives them their exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what it refuses goes to the standard error, line by line and without a frame."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            from panel_refunds.cli.failures import explain

            failure = explain(error)
            if failure is None:
                raise
            sys.stderr.write("\n".join(failure.lines) + "\n")
            raise typer.Exit(failure.code) from None


app = typer.Typer(
    cls=Commands,
    help="The refund department of a reseller panel: books, policy, review, payout.",
    epilog="Exit codes: 0 fine, 1 the answer is no, 2 something given cannot be read or used, 3 try again later.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from panel_refunds import __version__

        typer.echo(f"panel-refunds {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The refund department of a reseller panel: books, policy, review, payout."""


_START, _WORK, _KEEP, _WRITE = "Start here", "Refunds", "Run an installation", "Write plugins"

app.command("demo", rich_help_panel=_START)(demo.demo)
app.command("init", rich_help_panel=_START)(init.init)
app.command("check", rich_help_panel=_START)(check.check)
app.command("cases", rich_help_panel=_START)(cases.cases)
app.command("fake-stripe", rich_help_panel=_START)(fake_stripe.fake_stripe)
app.command("quote", rich_help_panel=_WORK)(quote.quote)
app.command("request", rich_help_panel=_WORK)(request.request)
app.add_typer(answer.app, name="answer", rich_help_panel=_WORK)
app.add_typer(review.app, name="review", rich_help_panel=_WORK)
app.command("pay", rich_help_panel=_WORK)(pay.pay)
app.command("statement", rich_help_panel=_WORK)(statement.statement)
app.command("audit", rich_help_panel=_WORK)(audit.audit)
app.command("reconcile", rich_help_panel=_WORK)(reconcile.reconcile)
app.command("serve", rich_help_panel=_KEEP)(serve.serve)
app.command("worker", rich_help_panel=_KEEP)(worker.worker)
app.command("migrate", rich_help_panel=_KEEP)(migrate.migrate)
app.add_typer(keys.app, name="keys", rich_help_panel=_KEEP)
app.add_typer(staff.app, name="staff", rich_help_panel=_KEEP)
app.add_typer(gateways.app, name="gateways", rich_help_panel=_KEEP)
app.command("dead-letters", rich_help_panel=_KEEP)(dead_letters.dead_letters)
app.command("webhooks", rich_help_panel=_KEEP)(webhooks.webhooks)
app.command("plugins", rich_help_panel=_KEEP)(plugins.plugins)
app.command("try-rule", rich_help_panel=_KEEP)(try_rule.try_rule)
app.command("new-plugin", rich_help_panel=_WRITE)(new_plugin.new_plugin)
app.command("read-reply", rich_help_panel=_KEEP)(read_reply.read_reply)
