"""The small adapters pass the kit: what a check calls wrong is wrong with the adapter, not with the check."""

from collections.abc import Iterator

import pytest

from panel_refunds_testkit import (
    FraudCheckConformance,
    NotifierConformance,
    OrderProviderConformance,
    RuleConformance,
    tinypanel,
)
from panel_refunds_testkit.peer.case import RuleCase
from panel_refunds_testkit.tinypanel.fraud_check_case import TinyCheckCase
from panel_refunds_testkit.tinypanel.notifier_peer import TinyBoard
from panel_refunds_testkit.tinypanel.provider_peer import TinyPanelPeer


class TestTinyPanel(OrderProviderConformance):
    certificate = False

    @pytest.fixture
    def peer(self) -> Iterator[TinyPanelPeer]:
        with TinyPanelPeer() as peer:
            yield peer


class TestTinyCheck(FraudCheckConformance):
    certificate = False

    @pytest.fixture
    def case(self) -> Iterator[TinyCheckCase]:
        with TinyCheckCase() as case:
            yield case


class TestTinyRule(RuleConformance):
    certificate = False

    @pytest.fixture
    def case(self) -> RuleCase:
        return RuleCase(tinypanel, "tinyrule", stricter_with=("asked",))


class TestTinyNote(NotifierConformance):
    certificate = False

    @pytest.fixture
    def peer(self) -> Iterator[TinyBoard]:
        with TinyBoard() as peer:
            yield peer
