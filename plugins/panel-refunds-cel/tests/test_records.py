"""The checker knows every part of a deposit and an order, and its kind."""

from google.protobuf.descriptor import FieldDescriptor

from panel_refunds_cel.records import name_of, new_pool
from panel_refunds_cel.vocabulary import DEPOSIT, ORDER


def test_every_word_of_a_record_is_a_field_of_it():
    pool = new_pool()

    for record, words in (("deposit", DEPOSIT), ("order", ORDER)):
        fields = pool.FindMessageTypeByName(name_of(record)).fields
        assert [field.name for field in fields] == [word.name for word in words]


def test_an_amount_is_a_record_without_parts():
    deposit = new_pool().FindMessageTypeByName(name_of("deposit"))

    amount = deposit.fields_by_name["amount"]
    assert amount.type == FieldDescriptor.TYPE_MESSAGE
    assert (amount.message_type.full_name, list(amount.message_type.fields)) == ("refunds.money", [])
    assert deposit.fields_by_name["age_days"].type == FieldDescriptor.TYPE_INT64


def test_two_pools_share_nothing():
    first, second = new_pool(), new_pool()

    assert first is not second
    assert first.FindMessageTypeByName("refunds.money") is not second.FindMessageTypeByName("refunds.money")
