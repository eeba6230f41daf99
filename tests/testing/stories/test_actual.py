"""The figures of a story are those that the service would show."""

AT = "at = 2025-09-09T12:00:00"
DEPOSIT = f'{AT}, deposit = "50.00", id = "d1", fee = "1.75"'


def test_while_a_fee_is_not_known_nobody_says_what_arrives(tell):
    result = tell(
        DEPOSIT.replace("1.75", "unknown"),
        f'{AT}, expect = {{ refundable = "50.00", receives = "unknown" }}',
        f'{AT}, request = "all", id = "r1"',
        f'{AT}, expect = {{ request = {{ id = "r1", gross = "50.00", fee = "unknown", net = "unknown" }} }}',
    )

    assert result.faults == []


def test_the_due_day_moves_while_the_wait_goes_on(tell):
    def due(at, day):
        return f'at = {at}, expect = {{ request = {{ id = "r1", due = {day} }} }}'

    result = tell(
        DEPOSIT,
        f'{AT}, request = "all", id = "r1"',
        due("2025-09-09T12:00:00", "2025-09-16"),
        'at = 2025-09-10T12:00:00, ask = "r1"',
        due("2025-09-10T23:59:59", "2025-09-16"),
        due("2025-09-11T00:00:00", "2025-09-17"),
        due("2025-09-14T12:00:00", "2025-09-18"),
        'at = 2025-09-15T12:00:00, reply = "r1"',
        due("2025-09-25T12:00:00", "2025-09-19"),
    )

    assert result.faults == []


def test_the_arrival_is_that_of_the_customers_last_sending(tell):
    def asks(name, deposit, day):
        return (
            f'at = {day}T10:00:00, request = "5.00", id = "{name}", of = "{deposit}"',
            f'at = {day}T11:00:00, approve = "{name}"',
        )

    result = tell(
        DEPOSIT,
        DEPOSIT.replace("d1", "d2"),
        *asks("r1", "d2", "2025-09-10"),
        "at = 2025-09-10T12:00:00, expect = { arrival = { from = 2025-09-15, to = 2025-10-01 } }",
        *asks("r2", "d1", "2025-09-11"),
        "at = 2025-09-11T12:00:00, expect = { arrival = { from = 2025-09-16, to = 2025-10-02 } }",
    )

    assert result.faults == []


def test_the_figures_of_a_request_are_those_of_its_refunds_that_stand(tell):
    result = tell(
        DEPOSIT,
        DEPOSIT.replace("d1", "d2"),
        f'{AT}, request = "all", id = "r1"',
        f'{AT}, approve = "r1"',
        f'{AT}, expect = {{ request = {{ id = "r1", gross = "100.00", net = "96.50" }} }}',
        f'{AT}, gateway = "failed", of = "r1/d1"',
        f'{AT}, expect = {{ request = {{ id = "r1", gross = "50.00", net = "48.25", reasons = ["scripted"] }} }}',
    )

    assert result.faults == []
