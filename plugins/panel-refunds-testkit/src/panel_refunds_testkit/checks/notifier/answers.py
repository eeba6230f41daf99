"""What the place answers: taken, not now, never, or nobody knows; each is told to the core as what it is."""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.ports import NotNowError, UndeliverableError
from panel_refunds_testkit.demand import broken, demand, demand_equal, error_of, skip_if
from panel_refunds_testkit.peer.notifier_peer import Reply
from panel_refunds_testkit.samples.messages import TO_STAFF
from panel_refunds_testkit.stand.notifier_stand import NotifierStand


class AnswerChecks:
    """``deliver`` at a bad moment."""

    def test_what_was_not_taken_is_tried_again(self, stand: NotifierStand) -> None:
        """The place had an error, broke the connection or cut its answer, and ``deliver`` returned or gave up.

        Raise anything but ``UndeliverableError``: the core tries again, later and later, with the same key.
        """
        for reply in ("broken", "cut", "silent"):
            if reply in stand.peer.replies:
                before = len(stand.peer.arrived())
                error = _error(stand, reply)
                # Where it said that it took the message before it broke off, it has it.
                taken = reply == "cut" and len(stand.peer.arrived()) > before
                demand(
                    error is not None or taken,
                    f"The place answered {reply!r}, and deliver returned as if it had arrived.",
                )
                demand(not isinstance(error, UndeliverableError), f"The place answered {reply!r}; that may pass.")

    def test_what_is_refused_for_good_is_undeliverable(self, stand: NotifierStand) -> None:
        """The place will never take this message, and it is tried for ever; raise ``UndeliverableError`` with why."""
        skip_if("never" not in stand.peer.replies, "peer: replies has no 'never'")
        error = _error(stand, "never")
        if not isinstance(error, UndeliverableError):
            broken(f"The place refused the message for good; {type(error).__name__} came: {error}")
        demand(len(error.reason.split()) > 1, "Say in the reason what somebody could mend.")

    def test_a_limit_is_obeyed(self, stand: NotifierStand) -> None:
        """The place takes nothing for a while, and its time got lost: raise ``NotNowError`` with ``retry_after``."""
        skip_if("later" not in stand.peer.replies, "peer: replies has no 'later'")
        error = _error(stand, "later")
        if not isinstance(error, NotNowError):
            broken(f"The place takes nothing for {stand.peer.wait_seconds} s; {type(error).__name__} came: {error}")
        demand_equal(error.retry_after, timedelta(seconds=stand.peer.wait_seconds), "It named another time.")

    def test_a_message_is_sent_once_in_one_try(self, stand: NotifierStand) -> None:
        """The notifier tried again by itself. The core does, when it is time, and knows how often it was."""
        for reply in stand.peer.replies:
            before, arrived = len(stand.peer.requests_seen()), len(stand.peer.arrived())
            _error(stand, reply)
            demand(len(stand.peer.requests_seen()) - before <= 1, f"After {reply!r} the notifier asked again.")
            demand(len(stand.peer.arrived()) - arrived <= 1, f"After {reply!r} the message was sent again.")

    def test_a_wrong_key_can_be_mended(self, stand: NotifierStand) -> None:
        """The place does not know the key, and the message is lost: undeliverable, or as if it had arrived.

        Somebody will mend the settings; raise any other error until then.
        """
        given = stand.peer.wrong_settings(stand.peer.url)
        skip_if(given == stand.peer.settings(stand.peer.url), "peer: wrong_settings are the right ones")
        built = stand.build(given=given)
        before = len(stand.peer.arrived())
        error = error_of(lambda: built.raw.deliver(TO_STAFF, "msg_1"))
        arrived = len(stand.peer.arrived()) > before
        demand(error is not None or arrived, "The key is wrong, and deliver returned as if it had arrived.")
        demand(not isinstance(error, UndeliverableError), "The key is wrong; the message is not undeliverable.")

    def test_a_place_that_cannot_be_reached_is_tried_again(self, stand: NotifierStand) -> None:
        """Nobody listens there, and ``deliver`` returned or gave up the message."""
        skip_if(not (stand.over_http or stand.peer.reaches()), "peer: it is reached over no network")
        built = stand.build(given=stand.peer.settings("http://127.0.0.1:9"))
        error = error_of(lambda: built.raw.deliver(TO_STAFF, "msg_1"))
        demand(error is not None and not isinstance(error, UndeliverableError), f"Nobody listens there: {error!r}.")


def _error(stand: NotifierStand, reply: Reply) -> Exception | None:
    stand.peer.next_reply(reply)
    return error_of(lambda: stand.raw.deliver(TO_STAFF, f"msg_{reply}"))
