"""Do our books and a gateway tell the same? Asked by the worker every day, and by people on the command line.

    the gateway's list of changes, page by page  →  our deposits, page by page  →  of each: compare, mend, tell

A run that repairs is written down after every page, so it goes on where it was when the worker died or the gateway fell
silent; one that only looks writes nothing. Running it again is harmless: what was repaired is in order, and what people
were told of is not told again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from panel_refunds.errors import BooksDamagedError, Refused
from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.comparing import can_compare, compare_deposit
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.mending import forget_what_was_wrong, mend, tell
from panel_refunds.flows.reading_changes import read_changes
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import GatewayEvent, MisconfiguredError
from panel_refunds.refunds.reconcile.difference import Difference
from panel_refunds.refunds.reconcile.report import Finding, GatewayReport
from panel_refunds.store import CommitUnknownError, Reconciliation

PAGE = 25
LEAST = timedelta(days=3)
MOST = timedelta(days=30)
OVERLAP = timedelta(days=1)
TOO_OFTEN = 3
ANY_METHOD = "card"
KEEPS_NOTHING = "it keeps nothing to compare with"
NOT_NAMED = "the tenant's file names no such gateway any more"
OTHER_METHODS = "they were paid in a way that cannot be looked up"

_OURS = (Refused, BooksDamagedError, CommitUnknownError)
"""What goes wrong in our own books is no gateway's fault."""

Progress = Callable[[Reconciliation, int], None]
"""Told after every page how far the run is, and how many deposits it will look at, about."""


@dataclass(slots=True)
class Run:
    """A run at work: how far it is, what it found, why it stopped. Only one that is ``kept`` goes on another time."""

    at: Reconciliation
    repair: bool
    kept: bool
    findings: dict[str, Finding] = field(default_factory=dict)
    stopped: str | None = None

    def note(self, *findings: Finding) -> None:
        """Keep what was found, each difference once."""
        self.findings.update((finding.difference.key, finding) for finding in findings)


def reconcile(
    desk: Desk,
    gateway: str,
    *,
    since: datetime | None = None,
    repair: bool = False,
    progress: Progress = lambda *_: None,
) -> GatewayReport:
    """Compare everything that happened with a gateway ``since`` then, by default since the last run.

    With ``repair`` the safe differences are mended and the others told to finance; a run that stopped halfway goes on.
    """
    due = _due_since(desk, gateway)
    if not _compares(desk, gateway):
        with desk.read() as books:
            many = books.count_credited_since(gateway, since or due)
        return GatewayReport(gateway, since or due, not_compared=many, why=KEEPS_NOTHING)
    # A run that leaves out some of what is due may not stand for the one that is.
    kept = repair and (since is None or since <= due)
    run = Run(_unfinished(desk, gateway, since) if kept else _begin(desk, gateway, since or due), repair, kept)
    with desk.read() as books:
        total = books.count_credited_since(gateway, run.at.since)
    while run.at.finished_at is None and run.stopped is None:
        _take_page(desk, run)
        progress(run.at, max(total, run.at.compared + run.at.not_compared))
    why = OTHER_METHODS if run.at.not_compared else None
    return GatewayReport(
        gateway,
        run.at.since,
        run.at.compared,
        run.at.not_compared,
        why,
        run.stopped,
        tuple(run.findings.values()),
    )


def report_forgotten(desk: Desk, since: datetime | None = None) -> list[GatewayReport]:
    """Gateways that deposits came from and that the tenant's file does not name any more: nobody can ask them."""
    since = since or desk.now() - MOST
    with desk.read() as books:
        names = [name for name in books.gateways_of_deposits() if name not in desk.gateways]
        many = {name: books.count_credited_since(name, since) for name in names}
    return [GatewayReport(name, since, not_compared=many[name], why=NOT_NAMED) for name in names]


def reconcile_page(desk: Desk, gateway: str) -> Run | None:
    """The worker's piece: one page of the run that is under way or has to begin; None where nothing can be compared."""
    if not _compares(desk, gateway):
        return None
    run = Run(_unfinished(desk, gateway, None), repair=True, kept=True)
    _take_page(desk, run)
    return run


def _compares(desk: Desk, gateway: str) -> bool:
    can = desk.gateway(gateway).capabilities(ANY_METHOD)
    return can.change_feed or can_compare(can)


# ---------------------------------------------------------------- from where, since when


def _unfinished(desk: Desk, gateway: str, since: datetime | None) -> Reconciliation:
    """The run that did not come to its end; a new one where there is none, or another ``since`` is wanted."""
    with desk.read() as books:
        last = books.find_reconciliation(gateway)
    if last is not None and last.finished_at is None and since in (None, last.since):
        return last
    return _begin(desk, gateway, since or _due_since(desk, gateway))


def _begin(desk: Desk, gateway: str, since: datetime) -> Reconciliation:
    return Reconciliation(gateway, since, desk.now(), feed_read=not _has_feed(desk, gateway))


def _due_since(desk: Desk, gateway: str) -> datetime:
    """From when on it was not compared. Without a list of changes, only a look shows what became of older payments."""
    now = desk.now()
    with desk.read() as books:
        last = books.find_reconciliation(gateway)
    if last is None or not _has_feed(desk, gateway):
        return now - MOST
    reached = last.since if last.finished_at is None else last.begun_at - OVERLAP
    return max(now - MOST, min(reached, now - LEAST))


def _has_feed(desk: Desk, gateway: str) -> bool:
    return desk.gateway(gateway).capabilities(ANY_METHOD).change_feed


# ---------------------------------------------------------------- one page


def _take_page(desk: Desk, run: Run) -> None:
    """Look at one page more, and write down how far it came; whatever the gateway does ends this gateway's run only."""
    try:
        if run.at.feed_read:
            _compare_next(desk, run)
        else:
            _read_feed(desk, run)
    except _OURS:
        raise
    except Exception as error:  # noqa: BLE001 - whatever an adapter trips over, the other gateways are compared
        _stop(desk, run, error)
    if run.repair:
        if run.at.finished_at:
            forget_what_was_wrong(desk, run.at.gateway)
        if run.kept:
            with desk.begin() as books:
                books.save_reconciliation(run.at)


def _read_feed(desk: Desk, run: Run) -> None:
    """Compare the older deposits that something happened to, and those with a dispute while its facts are at hand."""
    at = run.at
    page = read_changes(desk, at.gateway, at.since, at.cursor or None)
    for deposit, disputes in page.touched:
        if disputes or deposit.credited_at < at.since:
            _compare_one(desk, run, deposit, disputes)
    run.note(*(Finding(stranger, "information") for stranger in page.strangers))
    run.at = replace(at, cursor=page.cursor or "", feed_read=page.cursor is None, stops=0)


def _compare_next(desk: Desk, run: Run) -> None:
    """Compare the next deposits; one that fails again and again is left out where the next one can be read."""
    page = _deposits(desk, run.at, PAGE)
    for deposit in page:
        at = replace(run.at, after=deposit.deposit_id, stops=0)
        if not can_compare(desk.gateway(deposit.gateway).capabilities(deposit.method)):
            run.at = replace(at, not_compared=at.not_compared + 1)
            continue
        try:
            _compare_one(desk, run, deposit)
        except _OURS:
            raise
        except Exception as error:
            if _may_try_again(run) or not _can_read_next(desk, at):
                raise
            _leave_out(desk, run, deposit, error)
        run.at = replace(at, compared=at.compared + 1)
    if len(page) < PAGE:
        run.at = replace(run.at, finished_at=desk.now())


def _deposits(desk: Desk, at: Reconciliation, many: int) -> list[Deposit]:
    with desk.read() as books:
        ids = books.deposits_to_compare(at.gateway, at.since, at.after, many)
        return [books.get_deposit(deposit_id) for deposit_id in ids]


def _compare_one(desk: Desk, run: Run, deposit: Deposit, disputes: tuple[GatewayEvent, ...] = ()) -> None:
    found = compare_deposit(desk, deposit)
    if run.repair:
        run.note(*mend(desk, deposit, found, disputes))
    else:
        run.note(*(Finding(each, "waiting" if each.kind.cure == "wait" else "found") for each in found))


# ---------------------------------------------------------------- a gateway that fails


def _stop(desk: Desk, run: Run, error: Exception) -> None:
    """Say where it stopped and why. A list of changes that fails again and again is left out, the deposits are not."""
    at, told = run.at, told_of(error)
    place = f"behind {at.after}" if at.after else "at the first deposit"
    desk.log.warning("reconcile_stopped", gateway=at.gateway, error=told, compared=at.compared)
    if isinstance(error, MisconfiguredError):
        refused = Difference("gateway_misconfigured", at.gateway, at.gateway, "our key", str(error)[:300])
        run.note(_task(desk, run, refused))
    if not at.feed_read and not _may_try_again(run):
        run.note(_task(desk, run, Difference("changes_unreadable", at.gateway, at.gateway, "asked for them", told)))
        run.at = replace(at, feed_read=True, stops=0)
        return
    run.stopped = f"{told}, {place if at.feed_read else 'in the list of changes'}"
    run.at = replace(at, stops=at.stops + 1, cursor="" if isinstance(error, LookupError) else at.cursor)
    if not isinstance(error, MisconfiguredError):
        run.note(Finding(Difference("gateway_silent", at.gateway, at.gateway, run.stopped, told), "waiting"))


def _may_try_again(run: Run) -> bool:
    """Whether a later run will come to this place again, and has not done so too often."""
    return run.kept and run.at.stops + 1 < TOO_OFTEN


def _leave_out(desk: Desk, run: Run, deposit: Deposit, error: Exception) -> None:
    told = told_of(error)
    difference = Difference(
        "deposit_unreadable", deposit.gateway, deposit.payment, "credited", told, deposit=deposit.deposit_id
    )
    run.note(_task(desk, run, difference))


def _can_read_next(desk: Desk, at: Reconciliation) -> bool:
    """Whether the gateway answers about the deposit behind; of the last one, whether it did about any before."""
    behind = _deposits(desk, at, 1)
    for deposit in behind:
        compare_deposit(desk, deposit)
    return bool(behind) or at.compared > 0


def _task(desk: Desk, run: Run, difference: Difference) -> Finding:
    return tell(desk, difference) if run.repair else Finding(difference, "found")
