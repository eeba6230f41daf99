"""The demo's service is the real application, and is gone when it is left."""

import httpx2
import pytest

from panel_refunds.testing.demo.serving import open_service
from panel_refunds.testing.demo.stage import HOST


@pytest.mark.parametrize("with_worker", [True, False])
def test_it_answers_at_the_tenants_host_and_is_gone_afterwards(stage, with_worker):
    with open_service(stage, with_worker=with_worker) as service:
        status, told = service.get("/api/v1/policy", host=HOST)
        assert (status, told["version"]) == (200, "default@2025-08-29")

    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{service.url}/healthz")
