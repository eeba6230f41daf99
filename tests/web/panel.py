"""A panel that talks to the API of a whole service: shipped tenants, a scripted gateway, a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from panel_refunds.app.composition import Service
from panel_refunds.app.new_ids import new_id
from panel_refunds.app.serving import make_app
from panel_refunds.money import Money
from panel_refunds.ports import Capabilities
from panel_refunds.store import Store
from panel_refunds.tenants.installation import Installation, load_installation
from panel_refunds.testing import sql_guard
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds.web.api_keys import SCOPES, new_api_key
from panel_refunds.worker import run_due

ROOT = Path(__file__).parents[2]
HOSTS = {
    "smmpanelus": "smmpanelus.com",
    "smmpanelus-blog": "blog.smmpanelus.com",
    "lumenreach": "lumenreach.example",
    "sadaf": "sadaf.example",
}
PROVIDERS = {"smmpanelus": "main", "lumenreach": "north", "sadaf": "gulf"}
_NUMBERS = count(1)


@cache
def read_shipped() -> Installation:
    """The shipped tenants, read once for all tests: nothing changes what was read."""
    return load_installation(ROOT)


@dataclass
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> str | None:
        """The code of a refusal."""
        return self.body.get("code") if isinstance(self.body, dict) else None

    def __getitem__(self, name: str) -> Any:
        return self.body[name]


class Installed:
    """The service under test, and everything outside of it."""

    def __init__(
        self,
        root: Path = ROOT,
        database: str = "sqlite://",
        gateway: type[ScriptedGateway] = ScriptedGateway,
        gateways: Iterable[str] = ("manual",),
    ) -> None:
        """``names`` are those of the gateways that are scripted."""
        self.at = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)
        # As the manual gateway, nobody tells it the fees: the panel does.
        self.gateway = gateway(now=lambda: self.at, capabilities=Capabilities())
        store = Store(database)
        try:
            if not store.in_memory:
                store.create_schema()
            self.service = Service(
                read_shipped() if root == ROOT else load_installation(root),
                store,
                now=lambda: self.at,
                gateways=dict.fromkeys(gateways, self.gateway),
                read_secrets=False,
            )
        except BaseException:
            store.close()
            raise
        sql_guard.install(self.service.store)
        self.app = make_app(self.service, with_worker=False)
        self.client = TestClient(self.app, raise_server_exceptions=True)

    def passes(self, **span: int) -> None:
        self.at += timedelta(**span)

    def new_key(self, tenant: str, scopes: Iterable[str] = tuple(SCOPES)) -> str:
        """The secret of a new key."""
        of = self.service.desk(tenant).tenant.id
        secret, key = new_api_key(of, "tests", list(scopes), key_id=new_id("key"), at=self.at)
        self.service.store.add_api_key(key)
        return secret

    def panel(self, tenant: str = "smmpanelus", *scopes: str) -> Panel:
        """A panel with a key of ``tenant``, for all scopes when none is named."""
        return Panel(self, tenant, self.new_key(tenant, scopes or tuple(SCOPES)))

    def damage(self, statement: str, tenant: str = "smmpanelus") -> None:
        """Change rows of a tenant behind the service's back; the statement's one parameter is the tenant."""
        of = self.service.desk(tenant).tenant.id.hex
        with self.service.store.engine.begin() as connection:
            connection.exec_driver_sql(statement, (of,))

    def lose_answers(self) -> None:
        """As a process leaves them that was killed between a write and its answer."""
        self.damage("UPDATE reply SET status = NULL, body = NULL WHERE tenant_id = ?")

    def close(self) -> None:
        self.client.close()
        self.service.close()


@dataclass
class Panel:
    """One tenant's own software, calling the API."""

    installed: Installed
    tenant: str
    secret: str
    host: str = field(default="")

    def __post_init__(self) -> None:
        self.host = self.host or HOSTS[self.tenant]

    def call(self, method: str, path: str, **options: Any) -> Answer:
        headers = {"host": self.host, "authorization": f"Bearer {self.secret}", **options.pop("headers", {})}
        headers = {name: value for name, value in headers.items() if value is not None}
        response = self.installed.client.request(method, f"/api/v1{path}", headers=headers, **options)
        is_json = "json" in response.headers.get("content-type", "")
        return Answer(response.status_code, response.json() if is_json else response.text, response.headers)

    def get(self, path: str, **query: Any) -> Answer:
        return self.call("GET", path, params=query or None)

    def post(self, path: str, body: Any = None, *, key: str | None = None, **options: Any) -> Answer:
        headers = {"idempotency-key": key or f"key-{next(_NUMBERS):08d}", **options.pop("headers", {})}
        return self.call("POST", path, json={} if body is None else body, headers=headers, **options)

    # ------------------------------------------------------------ what most tests begin with

    def deposit(self, amount: str = "50.00", customer: str = "c1", **other: Any) -> Any:
        """A deposit with a fee of 1.75, taken by the scripted gateway."""
        payment = f"pay_{next(_NUMBERS)}"
        currency = other.get("currency") or self.installed.service.desk(self.tenant).tenant.currency
        self.installed.gateway.take_payment(payment, Money.of(amount, currency))
        given = {"customer": customer, "gateway": "manual", "payment": payment, "amount": amount, "fee": "1.75"}
        given |= other
        answer = self.post("/deposits", {name: value for name, value in given.items() if value is not None})
        assert answer.status == 201, answer
        return answer.body

    def order(self, charge: str = "10.00", customer: str = "c1", **other: Any) -> Any:
        provider = PROVIDERS[self.tenant]
        given = {"customer": customer, "charge": charge, "quantity": 1000, "provider": provider}
        answer = self.post("/orders", {**given, "provider_ref": str(next(_NUMBERS)), **other})
        assert answer.status == 201, answer
        return answer.body

    def request(self, amount: str | None = "20.00", customer: str = "c1", **other: Any) -> Any:
        given = {"customer": customer, "amount": amount, "subject": "Refund Request", **other}
        answer = self.post("/requests", {name: value for name, value in given.items() if value is not None})
        assert answer.status == 201, answer
        return answer.body

    def approve(self, request: Any, *people: str, **other: Any) -> Answer:
        return self.post(f"/requests/{request['id']}/approve", {"by": people or ["finance-1"], **other})

    def work(self) -> int:
        """Run what is due, but ask no provider."""
        return run_due(self.installed.service.desk(self.tenant), kinds={"pay", "follow", "expire_offer"})

    def figures(self, customer: str = "c1") -> tuple[str, str, str]:
        """Cash, bonus and held of the first wallet."""
        (wallet, *_) = self.get(f"/customers/{customer}/balance")["wallets"]
        return wallet["cash"], wallet["bonus"], wallet["held"]
