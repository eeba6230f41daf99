"""The sentences of every reason code, those with the most figures first.

A code of ``errors.CODES`` that a decision can carry has a sentence here, or a test fails. A name with more words after
the code is the same reason said of something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from panel_refunds.pages.words import marked

SENTENCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # what a request has to say
        "wrong_channel": (marked("Refunds can only be asked for here, in your account."),),
        "subject_missing": (
            marked("Please use this subject: {subjects}."),
            marked("Please use a subject that the policy names."),
        ),
        "amount_missing": (marked("Please say how much you want back."),),
        "deposit_missing": (marked("Please say which deposit it is about."),),
        "order_missing": (marked("Please say which order it is about."),),
        "reason_missing": (marked("Please say why you want it back."),),
        "request_open": (marked("Another request is open on this deposit already."),),
        # time
        "window_closed": (
            marked("The time to ask for these {amount} ended on {until}."),
            marked("The time to ask for this money is over."),
        ),
        "window_closed of an order": (
            marked("The time to ask for the {amount} that an order gave back ended on {until}."),
            marked("The time to ask for this money is over."),
        ),
        "window_not_open": (
            marked("It is too early to ask for these {amount}."),
            marked("It is too early to ask for this money."),
        ),
        "in_window": (
            marked("These {amount} can be asked for until {until}."),
            marked("These {amount} can be asked for at any time."),
            marked("This money can be asked for."),
        ),
        "overridden": (marked("Two people decided that the time limit does not count here."),),
        "too_early": (marked("The time for that has not come."),),
        "too_early of an order": (marked("It is too early to have this order cancelled."),),
        # how much
        "exceeds_unspent": (
            marked("You asked for {asked}; {possible} can go back."),
            marked("That is more than what can go back."),
        ),
        "nothing_unspent": (marked("Nothing that can go back is left unspent."),),
        "nothing_unspent of an order": (marked("This order has given nothing back."),),
        "refunded_elsewhere": (
            marked("{elsewhere} of this payment was paid back already; {possible} is left."),
            marked("A part of this payment was paid back already."),
        ),
        "bonus_not_refundable": (
            marked("{bonus} of the balance is bonus. Bonus is never paid out."),
            marked("Bonus is never paid out."),
        ),
        "fee_exceeds_amount": (
            marked("Of {gross} the fees would keep {fee}, so nothing would arrive."),
            marked("The fees would keep all of it, so nothing would arrive."),
        ),
        "fee_unknown": (marked("The fee of this payment is not known yet. Nothing is sent before it is."),),
        "refundable": (
            marked("{gross} leaves the balance, {net} arrives."),
            marked("This money can go back."),
        ),
        "below_minimum": (marked("{actual} is less than the least amount of {least}."), marked("That is too little.")),
        "below_minimum requested": (marked("At least {least} has to be asked for; this is {actual}."),),
        "below_minimum received": (marked("At least {least} has to arrive; this would be {actual}."),),
        "below_minimum balance": (marked("At least {least} has to be on the balance; there is {actual}."),),
        "minimum_unknown": (marked("The policy names no amount for this currency, so a person decides."),),
        "used_too_much": (
            marked("Only a deposit of which at most {percent} is used can go back."),
            marked("Too much of this deposit is used."),
        ),
        "insufficient_funds": (marked("The balance is too low."),),
        # deposits and payments
        "deposits_not_refundable": (marked("This kind of deposit stays on the balance."),),
        "at_discretion": (marked("A person decides whether this deposit goes back."),),
        "cause_not_covered": (marked("The policy does not cover that cause."),),
        "destination_not_original": (
            marked("This payment cannot go back to where it came from, so the money stays on the balance."),
        ),
        "payment_disputed": (marked("The payment is disputed at the bank, so nothing of it is sent."),),
        "payment_inquiry": (marked("The bank asks questions about this payment, so a person looks at it."),),
        "order_refunds_not_withdrawable": (marked("What orders gave back stays on the balance."),),
        # orders
        "order_in_progress": (marked("The order is being worked on: its money is spent."),),
        "order_not_started": (
            marked("The order has not started. We asked for it to be cancelled; the money follows the answer."),
        ),
        "order_completed": (marked("The order is completed. What is lost afterwards is not paid back."),),
        "order_completed refill": (
            marked("The order is completed and its guarantee still runs, so a refill was asked for."),
        ),
        "order_in_review": (marked("A person looks at this order; your request waits for that."),),
        "cancel_not_possible": (marked("This order cannot be cancelled by you any more."),),
        "user_error": (
            marked("The order could not be done, and the cause is on your side: {reason}."),
            marked("The order could not be done, and the cause is on your side."),
        ),
        # the account
        "account_terminated": (marked("This account was ended for a breach of the rules."),),
        "account_forfeited": (marked("The balance of this account was forfeited."),),
        "account_suspended": (marked("This account is suspended."),),
        # people, checks and rules
        "second_person_needed": (marked("A second, different person is needed."),),
        "reason_needed": (marked("This needs a reason in words."),),
        "evidence_needed": (marked("This needs evidence."),),
        "role_needed": (marked("Somebody with another role has to do that."),),
        "identity_missing": (marked("It was not shown who you are."),),
        "fraud_suspected": (marked("A security check asks for a person to look at it."),),
        "fraud_denied": (marked("A security check refused it."),),
        "check_failed": (marked("A security check gave no answer, so a person decides."),),
        "rule_denied": (marked("A rule of this shop refused it."),),
        "rule_failed": (marked("A rule gave no answer, so a person decides."),),
        "above_limit": (marked("Above {limit} a person decides."), marked("Above this amount a person decides.")),
    }
)

REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "link_used": marked("This link was used before, or its time is over."),
        "passwords_off": marked("Passwords are not used here."),
        "code_not_possible": marked("One-time codes cannot be set up here at the moment."),
        "form_expired": marked("This form is too old. Please send it again."),
        "not_found": marked("There is nothing here."),
        "not_allowed": marked("You may not do that."),
        "not_signed_in": marked("You are not signed in."),
        "field_missing": marked("Something that is needed is missing."),
        "field_invalid": marked("Something has a value that is not possible."),
        "amount_invalid": marked("Please write the amount as a number, like 12.50."),
        "body_too_large": marked("That is too large to be sent."),
        "already_exists": marked("That is there already."),
        "in_progress": marked("The same is being done at this moment."),
        "idempotency_key_reused": marked("This form was sent before, with something else in it."),
        "request_closed": marked("This request is closed."),
        "request_not_waiting": marked("This request is not waiting for you."),
        "request_not_in_review": marked("This request is not waiting for a decision."),
        "too_late": marked("It was sent already and cannot be taken back."),
        "no_receipt": marked("There is no receipt: nothing of this request goes out."),
        "cancel_not_offered": marked("This order cannot be cancelled."),
        "gateway_silent": marked("The payment company does not answer at the moment. Please try again later."),
        "plugin_broken": marked("This does not work at the moment. We have been told. Please try again later."),
        "locked": marked("Many people are here at the moment. Please try again."),
    }
)
"""What was asked for cannot be done; the reasons above can be that too."""
