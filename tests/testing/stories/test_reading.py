"""Files of cases become stories, or every mistake in them is told with file, line and key."""

from datetime import UTC, date, datetime

import pytest

from panel_refunds.testing.stories.story import (
    DepositCredited,
    Expected,
    FeeKnown,
    GatewaySaid,
    RefundApproved,
    StatusTold,
)

AT = "at = 2025-09-01T10:00:00"
DEPOSIT = f'{AT}, deposit = "50.00", id = "d1"'
ORDER = f'{AT}, order = "1.00", id = "o1"'
REQUEST = f'{AT}, request = "all", id = "r1"'


def first(cases):
    return cases[0].events[0]


def test_an_event_has_its_keys_and_the_defaults_of_the_others(read_cases):
    event = first(read_cases('at = 2025-09-01T10:00:00, deposit = "50.00", fee = "1.75"'))

    assert isinstance(event, DepositCredited)
    assert (event.amount, event.fee, event.method, event.gateway, event.currency) == (
        *("50.00", "1.75", "card", None, None),
    )
    assert (event.who, event.customer, event.refused) == ("c1", None, None)


def test_a_time_without_an_offset_is_on_the_tenants_clock(read_cases):
    assert first(read_cases("at = 2025-09-01T10:00:00, time = 'passes'")).at == datetime(2025, 9, 1, 14, tzinfo=UTC)


def test_a_time_with_an_offset_is_that_moment(read_cases):
    assert first(read_cases("at = 2025-09-01T10:00:00+02:00, time = 'passes'")).at == datetime(
        2025, 9, 1, 8, tzinfo=UTC
    )


def test_a_time_that_the_clock_skips_moves_forward_and_one_it_shows_twice_is_the_second(read_cases):
    skipped = first(read_cases("at = 2026-03-08T02:30:00, time = 'passes'"))
    double = first(read_cases("at = 2025-11-02T01:30:00, time = 'passes'"))

    assert skipped.at == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert double.at == datetime(2025, 11, 2, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ('deposit = "5.00", fee = "1.00", gateway = "manual"', DepositCredited),
        ('fee = "1.00", of = "d1"', FeeKnown),
        ('status = "Partial", of = "o1", reason = "x"', StatusTold),
        ('approve = "r1", text = "yes", amount = "1.00"', RefundApproved),
        ('gateway = "failed", of = "r1"', GatewaySaid),
    ],
)
def test_where_two_keys_could_be_the_verb_it_is_the_one_that_stands_first(read_cases, event, kind):
    (case,) = read_cases(DEPOSIT, ORDER, REQUEST, f"{AT}, {event}")

    assert isinstance(case.events[-1], kind)


def test_people_are_one_name_or_a_list(read_cases):
    (case,) = read_cases(
        DEPOSIT, REQUEST, f'{AT}, approve = "r1", by = "a-1"', f'{AT}, decline = "r1", by = ["a-1", "b-1"]'
    )

    assert [event.by for event in case.events[2:]] == [("a-1",), ("a-1", "b-1")]


def test_expectations_are_read_with_their_amounts_and_days(read_cases):
    expect = 'expect = { receives = "unknown", held = "1.5", paid = { d1 = "2" }, arrival = { from = 2025-09-15 } }'
    (case,) = read_cases(DEPOSIT, f"{AT}, {expect}")
    event = case.events[1]

    assert isinstance(event, Expected)
    assert (event.what.receives, event.what.held, event.what.paid) == ("unknown", 150_000_000, {"d1": 200_000_000})
    assert (event.what.arrival.first, event.what.arrival.last) == (date(2025, 9, 15), None)


def test_a_case_has_its_name_clause_and_site(read_text):
    (case,) = read_text('[[case]]\nname = "n"\nclause = "1.1"\nsite = "x.example"\nstory = []\n')

    assert (case.name, case.clause, case.site, case.events) == ("n", "1.1", "x.example", ())


@pytest.mark.parametrize(
    ("event", "line", "key", "text", "nearest"),
    [
        ('deposti = "5.00"', 5, "case[0].story[0]", "without a verb", "deposit"),
        ('deposit = "5.00", fe = "1"', 5, "case[0].story[0].fe", "not a known key", "fee"),
        ('deposit = "5.00", order = "1.00"', 5, "case[0].story[0].order", "one verb", None),
        ("deposit = 5.00", 5, "case[0].story[0].deposit", "decimal number without quotes", None),
        ('deposit = "5.00", gateway = "nobody"', 5, "case[0].story[0].gateway", "no gateway", None),
        ('dispute = "oppened", of = "d1"', 5, "case[0].story[0].dispute", "not known", "opened"),
        (
            'gateway = "rejected:acount_closed"',
            5,
            "case[0].story[0].gateway",
            "nothing a gateway",
            "rejected:account_closed",
        ),
        ('expect = { balanc = "5.00" }', 5, "case[0].story[0].expect.balanc", "not a known key", "balance"),
        ('expect = { held = "5,00" }', 5, "case[0].story[0].expect.held", "no amount", None),
        (
            "expect = { arrival = { from = 2025-09-01T10:00:00 } }",
            5,
            "case[0].story[0].expect.arrival.from",
            "no date",
            None,
        ),
        ('request = "5.00", of = "d1"', 5, "case[0].story[0].of", 'no deposit or order "d1"', None),
        ('order = "5.00", quantity = true', 5, "case[0].story[0].quantity", "true or false", None),
        ("time = 'flies'", 5, "case[0].story[0].time", "not known", None),
        ('status = "Partial"', 5, "case[0].story[0]", '"of" is missing', None),
    ],
)
def test_a_mistake_in_an_event_is_told_with_its_line_and_key(read_cases, faults_of, event, line, key, text, nearest):
    fault = faults_of(read_cases, f"{AT}, {event}")[0]

    assert fault.place.line == line
    assert fault.key == key
    assert text in fault.text
    assert fault.nearest == nearest


def test_every_mistake_of_a_file_is_told_at_once(read_text, faults_of):
    text = """
[[case]]
nmae = "x"
story = [{ at = 2025-09-01T10:00:00, deposit = "1.00" }]
[[case]]
name = "y"
story = [
  { at = 2025-09-01T10:00:00, deposit = 1, fe = "2" },
  { deposit = "1.00" },
]
[[cases]]
"""
    faults = faults_of(read_text, text)

    assert [(fault.place.line, fault.key) for fault in faults] == [
        *[(3, "case[0].nmae"), (2, "case[0]"), (8, "case[1].story[0].deposit"), (8, "case[1].story[0].fe")],
        *[(9, "case[1].story[1]"), (11, "cases")],
    ]


def test_events_stand_in_the_order_of_their_times(read_cases, faults_of):
    (fault,) = faults_of(
        read_cases, "at = 2025-09-02T10:00:00, time = 'passes'", "at = 2025-09-02T09:59:59, time = 'passes'"
    )

    assert (fault.place.line, fault.key) == (6, "case[0].story[1].at")
    assert "earlier than the event before it (line 5)" in fault.text


def test_the_second_of_two_equal_wall_times_may_follow_the_first(read_cases):
    (case,) = read_cases("at = 2025-11-02T06:30:00Z, time = 'passes'", "at = 2025-11-02T01:30:00, time = 'passes'")

    assert case.events[0].at == case.events[1].at


def test_a_date_without_a_time_is_no_moment(read_cases, faults_of):
    (fault,) = faults_of(read_cases, 'at = 2025-09-01, deposit = "1.00"')

    assert "no date-time" in fault.text


def test_broken_toml_is_told_with_its_line(read_text, faults_of):
    (fault,) = faults_of(read_text, '[[case]]\nname = "x\n')

    assert fault.place.line == 2
    assert "not valid TOML" in fault.text


def test_a_missing_file_is_told(tmp_path, tenant, faults_of):
    from panel_refunds.testing.stories.reading import load_cases

    (fault,) = faults_of(load_cases, tmp_path / "none.toml", tenant)

    assert "cannot be read" in fault.text
