"""A page of a panel that shows the refunds of its customer in a frame.

Run it: ``REFUNDS_API=… REFUNDS_KEY=… PANEL_ORIGIN=https://panel.example uvicorn panel_with_frame:app``.

The panel knows who its customer is, asks for a link that opens the pages once, and says in which page they will be
shown. The tenant's file has to allow that: framed_by = ["https://panel.example"] in [portal].
"""

import html
import json
import os
import urllib.error
import urllib.request
import uuid

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>My refunds</title></head>
<body><h1>Your account</h1><iframe src="{link}" title="My refunds" width="100%" height="700"></iframe></body></html>
"""


def refund_link(customer: str, origin: str) -> str:
    """The address of the frame, for this customer in a page of this origin."""
    body = {"customer": customer, "framed_by": origin}
    headers = {
        "Authorization": f"Bearer {os.environ['REFUNDS_KEY']}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid.uuid4()),
    }
    address = f"{os.environ['REFUNDS_API']}/api/v1/portal-sessions"
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(json.load(answer)["url"])


def account(request: Request) -> HTMLResponse:
    """The customer's account; who they are is what the panel's own session says."""
    customer = request.cookies.get("customer", "42")
    try:
        link = refund_link(customer, os.environ["PANEL_ORIGIN"])
    except urllib.error.HTTPError as error:
        return HTMLResponse(f"The refunds say {error.code}.", 502)
    return HTMLResponse(PAGE.format(link=html.escape(link)))


app = Starlette(routes=[Route("/", account)])
