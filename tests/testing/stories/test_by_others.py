"""What comes from outside: the gateway's words, disputes, time."""

import pytest

AT = "at = 2025-09-01T10:00:00"
DEPOSIT = f'{AT}, deposit = "50.00", id = "d1"'
SECOND = f'{AT}, deposit = "20.00", id = "d2"'
REQUEST = f'{AT}, request = "all", id = "r1"'
APPROVE = f'{AT}, approve = "r1"'


def state(word, **paid):
    figures = ", ".join(f'{name} = "{amount}"' for name, amount in paid.items())
    return f'{AT}, expect = {{ request = {{ id = "r1", state = "{word}" }}, paid = {{ {figures} }} }}'


@pytest.mark.parametrize(
    ("word", "becomes", "paid"),
    [
        ("succeeded", "paid", "50.00"),
        ("pending", "sent", "50.00"),
        ("failed", "failed", "0.00"),
        ("canceled", "failed", "0.00"),
        ("unknown", "sending", "0.00"),
        ("rejected:account_closed", "failed", "0.00"),
        ("rejected:insufficient_balance", "approved", "0.00"),
        ("rejected:already_refunded", "sending", "0.00"),
    ],
)
def test_the_next_sending_is_answered_as_scripted(tell, word, becomes, paid):
    assert tell(DEPOSIT, REQUEST, f'{AT}, gateway = "{word}"', APPROVE, state(becomes, d1=paid)).faults == []


def test_answers_are_given_in_the_order_in_which_they_were_scripted_older_deposits_first(tell):
    script = [f'{AT}, gateway = "pending"', f'{AT}, gateway = "failed"']

    assert tell(DEPOSIT, SECOND, REQUEST, *script, APPROVE, state("sent", d1="50.00", d2="0.00")).faults == []


def test_a_word_about_a_request_is_about_all_its_refunds(tell):
    failed = f'{AT}, gateway = "failed", of = "r1"'

    assert tell(DEPOSIT, SECOND, REQUEST, APPROVE, failed, state("failed", d1="0.00", d2="0.00")).faults == []


def test_a_word_about_one_of_its_deposits_is_about_that_one(tell):
    failed = f'{AT}, gateway = "failed", of = "r1/d2"'

    assert tell(DEPOSIT, SECOND, REQUEST, APPROVE, failed, state("paid", d1="50.00", d2="0.00")).faults == []


def test_a_look_up_returns_the_last_word_unknown_included(tell):
    later = "at = 2025-09-05T10:00:00"
    unknown = f'{AT}, gateway = "unknown"'
    still = state("sending", d1="0.00").replace(AT, later)

    assert tell(DEPOSIT, REQUEST, unknown, APPROVE, f"{later}, time = 'passes'", still).faults == []


def test_what_the_gateway_cannot_say_any_more_ends_the_story(tell):
    result = tell(
        DEPOSIT, REQUEST, f'{AT}, gateway = "rejected:account_closed"', APPROVE, f'{AT}, gateway = "failed", of = "r1"'
    )

    assert len(result.faults) == 1
    assert result.steps[-1].trouble.startswith("r1: ")


def test_disputes_are_opened_won_and_lost_and_the_gateway_knows(tell):
    opened, won = f'{AT}, dispute = "opened", of = "d1"', f'{AT}, dispute = "won", of = "d1"'

    assert tell(
        DEPOSIT, opened, f'{AT}, expect = {{ held = "50.00" }}', won, f'{AT}, expect = {{ cash = "50.00" }}'
    ).passed
    assert tell(DEPOSIT, f'{AT}, dispute = "lost", of = "d1", refused = "no_dispute"').passed


def test_time_says_how_much_was_due(tell):
    result = tell(DEPOSIT, f"{AT}, time = 'passes'", f"{AT}, time = 'passes'")

    assert result.steps[1].text.startswith("time passes; the worker does ")
    assert result.passed
