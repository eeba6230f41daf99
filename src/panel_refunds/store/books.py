"""The books: one transaction of one tenant, with a chapter for every noun.

A flow gets ``Books`` from ``Store.begin`` (its wallets locked, everything it adds or saves written when it ends) or
from ``Store.read`` (one consistent look, nothing locked, nothing written). What a flow reads through the books is
always of this tenant: another tenant's ids do not exist here.
"""

from __future__ import annotations

from collections.abc import Collection

from panel_refunds.store.attachments import AttachmentChapter
from panel_refunds.store.attempts import AttemptChapter
from panel_refunds.store.contacts import ContactChapter
from panel_refunds.store.deliveries import DeliveryChapter
from panel_refunds.store.deposits import DepositChapter
from panel_refunds.store.gateway_stops import GatewayStopChapter
from panel_refunds.store.history import HistoryChapter
from panel_refunds.store.kept_words import KeptWordsChapter
from panel_refunds.store.notices import NoticeChapter
from panel_refunds.store.orders import OrderChapter
from panel_refunds.store.polls import PollChapter
from panel_refunds.store.reconciling import ReconcilingChapter
from panel_refunds.store.refunds import RefundChapter
from panel_refunds.store.requests import RequestChapter
from panel_refunds.store.sessions import SessionChapter
from panel_refunds.store.span_figures import SpanFiguresChapter
from panel_refunds.store.staff import StaffChapter
from panel_refunds.store.staff_identities import StaffIdentityChapter
from panel_refunds.store.suspicions import SuspicionChapter
from panel_refunds.store.tickets import TicketChapter
from panel_refunds.store.told_facts import ToldFactsChapter
from panel_refunds.store.trail import TrailChapter
from panel_refunds.store.upkeep import ReplyKey, UpkeepChapter
from panel_refunds.store.verdicts import VerdictChapter
from panel_refunds.store.vitals import VitalsChapter
from panel_refunds.store.waiting import WaitingChapter
from panel_refunds.store.wallets import Owner, WalletChapter
from panel_refunds.store.words import WordChapter
from panel_refunds.store.work import WorkChapter

__all__ = ["Books", "Owner", "ReplyKey"]


class Books(
    WalletChapter,
    DepositChapter,
    OrderChapter,
    RequestChapter,
    RefundChapter,
    AttemptChapter,
    TicketChapter,
    TrailChapter,
    AttachmentChapter,
    WorkChapter,
    WordChapter,
    UpkeepChapter,
    NoticeChapter,
    PollChapter,
    ReconcilingChapter,
    GatewayStopChapter,
    DeliveryChapter,
    ContactChapter,
    HistoryChapter,
    SuspicionChapter,
    VerdictChapter,
    ToldFactsChapter,
    SessionChapter,
    StaffChapter,
    StaffIdentityChapter,
    KeptWordsChapter,
    WaitingChapter,
    VitalsChapter,
    SpanFiguresChapter,
):
    """Everything a flow may ask or write in one transaction."""

    def open(self, wallet_ids: Collection[str] = (), owner: Owner | None = None, reply: ReplyKey | None = None) -> None:
        """Begin with these wallets locked, or with that of ``owner``; Refused ``not_found`` for an unknown id.

        An answer given to ``reply`` before is read in the same trip.
        """
        asks = self._opening(sorted(set(wallet_ids)), owner)
        answers = self._link.begin([*asks, *self._reply_asks(reply)])
        self._keep(wallet_ids, answers[: len(asks)])
        if reply:
            self._keep_reply(reply, answers[-1])

    def close(self) -> None:
        """Write everything that changed and commit."""
        self._collect_wallets()
        self._link.commit(self.tenant, self._writes.take())
