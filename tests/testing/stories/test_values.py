"""The values of a story, and what is said of those that are none."""

import pytest

from panel_refunds.ports import Rejection

AT = "at = 2025-09-01T10:00:00"


@pytest.mark.parametrize(
    "word", ["succeeded", "pending", "failed", "canceled", "unknown", *(f"rejected:{code.value}" for code in Rejection)]
)
def test_every_word_of_a_gateway_is_known(read_cases, word):
    assert read_cases(f'{AT}, gateway = "{word}"')[0].events[0].word == word


@pytest.mark.parametrize("word", ["action_required", "rejected", "rejected:", "rejected:because", "SUCCEEDED"])
def test_other_words_of_a_gateway_are_not(read_cases, faults_of, word):
    (fault,) = faults_of(read_cases, f'{AT}, gateway = "{word}"')

    assert '"rejected:CODE"' in fault.advice


@pytest.mark.parametrize(
    ("written", "read"), [("157", 157), ("-2", -2), ('"157"', "157"), ('"many"', "many"), ('""', "")]
)
def test_what_remains_may_be_a_number_or_a_text(read_cases, written, read):
    (case,) = read_cases(
        f'{AT}, order = "1.00", id = "o1"', f'{AT}, status = "Partial", of = "o1", remains = {written}'
    )

    assert case.events[1].remains == read


@pytest.mark.parametrize("written", ["1.5", "true", "[1]"])
def test_but_nothing_else(read_cases, faults_of, written):
    (fault,) = faults_of(
        read_cases, f'{AT}, order = "1.00", id = "o1"', f'{AT}, status = "Partial", of = "o1", remains = {written}'
    )

    assert fault.key == "case[0].story[1].remains"


def test_texts_may_be_empty_and_names_may_not(read_cases, faults_of):
    assert read_cases(f'{AT}, request = "", subject = ""')[0].events[0].subject == ""
    (fault,) = faults_of(read_cases, f'{AT}, request = "1.00", id = ""')
    assert "is empty" in fault.text


def test_a_state_that_no_request_can_have_is_a_mistake_of_the_file(read_cases, faults_of):
    request = f'{AT}, request = "1.00", id = "r1"'
    (fault,) = faults_of(read_cases, request, f'{AT}, expect = {{ request = {{ id = "r1", state = "payed" }} }}')

    assert fault.nearest == "paid"


def test_amounts_that_are_done_something_with_stay_as_written(read_cases):
    assert read_cases(f'{AT}, request = "1e5"')[0].events[0].amount == "1e5"
