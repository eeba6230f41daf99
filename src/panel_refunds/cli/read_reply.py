"""``panel-refunds read-reply``: what an order provider's plugin understood of a raw reply.

For an operator with a strange provider, and for tests. No tenant is needed and no connection is opened: the plugin's
object is built with settings that name nobody, and only reads.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from panel_refunds.cli.output import print_json

if TYPE_CHECKING:
    from panel_refunds.ports import Factory, OrderProvider, Setting


def read_reply(
    plugin: Annotated[str, typer.Argument(metavar="PROVIDER", help="What a plugin registers, like smm_v2.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The raw body of the reply; - is the standard input.")],
    action: Annotated[
        str,
        typer.Option(
            "--action", help="What was asked: status, add, cancel, refill, refill_status, balance or services."
        ),
    ],
    asked: Annotated[
        str, typer.Option("--asked", metavar="ID,ID", help="The ids that the question was about, one or several.")
    ] = "",
    http: Annotated[int, typer.Option("--http", metavar="CODE", help="The HTTP status that came with it.")] = 200,
) -> None:
    """Print how a provider's raw reply is read, as JSON.

    An unreadable reply is an answer too: the exit code is 0 whenever the plugin could say something.
    """
    from panel_refunds.plugins.host import PluginHost

    raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        factory = PluginHost.load().get_factory("order_providers", plugin)
    except LookupError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="PROVIDER") from None
    ids = [one.strip() for one in asked.split(",") if one.strip()]
    try:
        reading = _reader(factory).read_reply(raw, action=action, asked=ids, http_status=http)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--action") from None
    print_json(reading)


def _reader(factory: Factory[OrderProvider]) -> OrderProvider:
    from datetime import UTC, datetime

    import structlog

    from panel_refunds.ports import Surroundings

    settings = MappingProxyType({key: _stand_in(setting) for key, setting in factory.settings.items()})
    around = Surroundings(
        tenant="nobody",
        name=factory.name,
        now=lambda: datetime.now(UTC),
        http_client=_no_network,
        log=structlog.get_logger(),
    )
    return factory.build(settings, around)


def _stand_in(setting: Setting) -> Any:
    """A value that fits: the default, or for what must be given one that belongs to nobody."""
    if setting.default is not None or not setting.required:
        return setting.default
    if setting.choices:
        return setting.choices[0]
    stand_ins = {"text": "http://nobody.invalid", "integer": setting.minimum or 0, "boolean": False, "decimal": "0"}
    return stand_ins.get(setting.kind, () if setting.kind == "texts" else MappingProxyType({}))


def _no_network(**_options: Any) -> Any:
    """A client as an adapter may make one when it is built, that leads nowhere."""
    import httpx2

    return httpx2.Client(transport=httpx2.MockTransport(_refuse))


def _refuse(_request: Any) -> Any:
    raise RuntimeError("reading a reply opens no connection")
