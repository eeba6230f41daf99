"""The refunds below /refunds of a FastAPI application that has a lifespan of its own.

Run it: ``REFUNDS_ROOT=shop uvicorn in_fastapi:app``.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from panel_refunds.app.mounting import Refunds

refunds = Refunds(os.environ.get("REFUNDS_ROOT"))


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """What the shop opens for itself stands here too; the refunds run inside of it."""
    async with refunds.running():
        yield


app = FastAPI(lifespan=lifespan)
app.mount("/refunds", refunds)


@app.get("/orders")
def orders() -> str:
    """A page of the shop itself."""
    return "The shop's own orders."
