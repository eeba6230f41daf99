"""Where gateways and order providers tell us something: one address per tenant and each of them.

The address says whose event it is, so no secret but that one's is ever tried. It is hard to guess and no secret
either: only the signature decides. Whatever is wrong with an event, who sent it learns no more than that it was not
taken; the log has the reason.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from panel_refunds import ids
from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.flows.hear_provider import hear_provider
from panel_refunds.ports import WebhookRefusedError
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.web.front import Front
from panel_refunds.web.problems import problem_of
from panel_refunds.web.reply import Reply
from panel_refunds.worker.place_of import place_of

LOG = structlog.get_logger("panel_refunds.web")
PREFIX = "/webhooks"
PATH = f"{PREFIX}/{{address}}"
MOST_BYTES = 256 * 1024


def address_of(slug: str, gateway: str) -> str:
    """The last part of the address at which a tenant's gateway is heard."""
    return ids.encode("whk", uuid.uuid5(ids.tenant_uuid(slug), f"webhook/{gateway}").int)


def provider_address_of(slug: str, provider: str) -> str:
    """The last part of the address at which a tenant's order provider is heard."""
    return address_of(slug, f"order_providers/{provider}")


@dataclass(frozen=True, slots=True)
class _Ear:
    """Who is heard at an address: the tenant, what the log calls it, and the flow that takes what it says."""

    slug: str
    kind: str
    name: str
    hear: Callable[[Desk, str, bytes, Mapping[str, str]], int]


class Webhooks:
    """The endpoint of all gateways and order providers of all tenants."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._known: tuple[Mapping[str, Tenant], dict[str, _Ear]] = ({}, {})

    async def __call__(self, request: Request) -> Response:
        """200 when the events were written down, or were before."""
        request.state.operation = "webhook"
        try:
            raw = await _read(request)
        except Refused as refused:
            return problem_of(refused).as_response()
        reply = await run_in_threadpool(self._hear, request, raw)
        return reply.as_response()

    def _hear(self, request: Request, raw: bytes) -> Reply:
        ear = self._find(request.path_params["address"])
        if ear is None:
            return problem_of(Refused("not_found", "There is nothing at this address."))
        request.state.tenant = ear.slug
        log = LOG.bind(tenant=ear.slug, **{ear.kind: ear.name})
        try:
            desk = self._front.desk(ear.slug)
            new = self._front.store.retrying(lambda: ear.hear(desk, ear.name, raw, request.headers))
        except WebhookRefusedError as refused:
            log.warning("webhook_refused", reason=refused.reason)
            return problem_of(Refused("webhook_refused"))
        except Refused as refused:
            return problem_of(refused)
        except Exception as error:  # noqa: BLE001 - who told it sends it again, the log hears where
            log.warning("webhook_broke", error=type(error).__name__, at=place_of(error))
            return problem_of(error)
        if new:
            self._front.wake()
        return Reply(200, b"{}")

    def _find(self, address: str) -> _Ear | None:
        """Who is heard at an address; all addresses are worked out once for each reading of the files."""
        tenants = self._front.directory.current.tenants
        if self._known[0] is not tenants:
            self._known = (tenants, dict(_ears(tenants)))
        return self._known[1].get(address)


def _ears(tenants: Mapping[str, Tenant]) -> Iterator[tuple[str, _Ear]]:
    for slug, tenant in tenants.items():
        for name in tenant.gateways:
            yield address_of(slug, name), _Ear(slug, "gateway", name, hear_gateway)
        for name in tenant.order_providers:
            yield provider_address_of(slug, name), _Ear(slug, "provider", name, hear_provider)


async def _read(request: Request) -> bytes:
    """The bytes exactly as they came, since they are what was signed; refused when there are too many."""
    raw = b""
    try:
        async for part in request.stream():
            raw += part
            if len(raw) > MOST_BYTES:
                raise Refused("body_too_large", f"At most {MOST_BYTES // 1024} KiB fit here.")
    except ClientDisconnect:
        raise Refused("invalid_request", "The connection ended before the body did.") from None
    return raw
