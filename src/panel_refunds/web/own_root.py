"""Wherever the application is mounted, its addresses begin at its own root and its names are its own.

A framework that mounts us hands on what it found out for itself: its router, its root, its parts of the path. Links
made with these would lead into the host application, and a page of ours would get the address of its page of the same
name. So the application starts afresh, with ``root_path`` as the one thing that the host tells.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

_OF_THE_HOST = ("router", "route", "endpoint")


def root_of(scope: Scope) -> str:
    """Where it is mounted: "" at the root of a host, else ``/refunds``."""
    return str(scope.get("root_path", "")).rstrip("/")


def path_of(scope: Scope) -> str:
    """The path below it: ``/policy``, wherever it is mounted."""
    return str(scope["path"]).removeprefix(root_of(scope)) or "/"


class OwnRoot:
    """ASGI middleware, outermost."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as if nobody had routed it before."""
        root = root_of(scope)
        own = {name: value for name, value in scope.items() if name not in _OF_THE_HOST}
        await self._app({**own, "root_path": root, "app_root_path": root, "path_params": {}}, receive, send)
