"""The refunds below /refunds of a Django project: this is its ``asgi.py``.

Run it: ``REFUNDS_ROOT=shop uvicorn in_django:app``.

Django routes requests and nothing else, and knows no lifespan; so Starlette, which comes with the refunds, stands in
front of both. A real project has its settings in a module of their own and does not configure them here.
"""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from starlette.applications import Starlette
from starlette.routing import Mount

from panel_refunds.app.mounting import Refunds

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY=os.environ.get("DJANGO_SECRET_KEY", "none"))


def orders(_request: HttpRequest) -> HttpResponse:
    """A page of the shop itself."""
    return HttpResponse("The shop's own orders.")


urlpatterns = [path("orders", orders)]

refunds = Refunds(os.environ.get("REFUNDS_ROOT"))
app = Starlette(
    routes=[Mount("/refunds", refunds), Mount("/", get_asgi_application())],
    lifespan=refunds.running,
)
