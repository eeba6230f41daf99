"""Is the process alive, and can it work? Asked by whoever runs it, without a key, at any host."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from panel_refunds.store import SchemaError
from panel_refunds.web.answers.upkeep import HealthView
from panel_refunds.web.front import Front
from panel_refunds.web.reply import Reply

MOST_SECONDS_WITHOUT_A_LOOK = 30.0


def live(_request: Request) -> Response:
    """The process answers."""
    return _reply(HealthView(ok=True, checks={"process": "ok"}))


class Readiness:
    """Whether database, worker and tenants are fine; how the plugins are is told beside it."""

    def __init__(self, front: Front) -> None:
        self._front = front

    async def __call__(self, _request: Request) -> Response:
        """200 when everything is, 503 and which part is not otherwise."""
        checks = {
            "database": await run_in_threadpool(self._database),
            "worker": self._worker(),
            "tenants": self._tenants(),
        }
        ok = all(said in ("ok", "elsewhere") for said in checks.values())
        # A plugin that fails makes nobody else unready: a balancer that took us away would stop what works.
        checks["plugins"] = self._front.plugins()
        return _reply(HealthView(ok=ok, checks=checks))

    def _database(self) -> str:
        try:
            self._front.store.ping()
        except SchemaError:
            return "of another version"
        except Exception as error:  # noqa: BLE001 - whatever it is, the database gives no answer
            return f"no answer ({type(error).__name__})"
        return "ok"

    def _worker(self) -> str:
        seconds = self._front.seconds_since_work()
        if seconds is None:
            return "elsewhere"
        return "ok" if seconds < MOST_SECONDS_WITHOUT_A_LOOK else "does not look for work"

    def _tenants(self) -> str:
        return "ok" if self._front.directory.current.tenants else "none"


def _reply(view: HealthView) -> Response:
    return Reply(200 if view.ok else 503, view.model_dump_json().encode()).as_response()
