"""What a worker does, in this process: everything that is due; where it dies is tried in ``test_nursery``."""

import pytest
import structlog

from panel_refunds.flows import follow_refund, pay_refund
from panel_refunds_testkit.shop import Shop
from panel_refunds_testkit.shop.errands import die_at, run
from panel_refunds_testkit.shop.nursery import Errand


@pytest.fixture(autouse=True)
def as_before(monkeypatch):
    for module in (pay_refund, follow_refund):
        monkeypatch.setattr(module, "record_outcome", module.record_outcome)
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_what_is_due_is_done(stand, peer):
    with Shop(stand, peer.url) as shop:
        wanted = shop.approve_one()
        run(Errand(str(shop.folder), shop.database, peer.clock().isoformat(), "panel_refunds_testkit.tinypay"))
        shop.prove(wanted)


def test_a_step_is_replaced_wherever_it_is_called():
    before = pay_refund.record_outcome
    die_at("record_outcome")
    assert pay_refund.record_outcome is follow_refund.record_outcome is not before
