"""The refunds by themselves, as one ASGI application for a server of your choice.

Run it: ``REFUNDS_ROOT=shop uvicorn alone:app``.
"""

import os

from panel_refunds.app.mounting import Refunds

app = Refunds(os.environ.get("REFUNDS_ROOT"))
