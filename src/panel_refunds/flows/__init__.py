"""Flows: one file for each thing somebody can ask for, from the first look to the last write.

A *door* is called by web, command line, worker and stories, opens its own transactions and calls plugins outside of
them; a *step* works inside the transaction of the door that calls it. All take the ``desk`` first.

Money comes in and goes out again: ``credit_deposit`` (with ``record_fee``, ``grant_bonus``) → ``place_order`` (with
``record_placement``, ``cancel_order``) → ``poll_provider`` asks, ``apply_statuses`` applies the words, the step
``giving_back`` pays what is due. ``decide_order`` is a person's word for an order, or for a word nobody knew.

A refund: ``quote_balance`` shows what could go, ``quote_request`` what one request would get. ``request_refund`` (asks
``asking_checks``; steps ``reading_ask`` → ``facts`` → ``deciding``, which decides and fits the holds) →
``answer_request`` is the customer's answer (step ``moving_on``) → ``review_refund`` is finance's (step ``approvals``:
are all ``people`` here?) → ``pay_refund`` sends: ``attempting`` writes the attempt down first, ``recording`` notes
what came of it, ``settling`` books it or brings the money back → ``follow_refund`` looks up what is not known. By
people: ``record_payout``, ``resolve_attempt``, ``send_again``; before they say yes ``preview_approval`` shows what it
would do, ``look_at_payment`` how the gateway has the payment; ``approve_many`` approves a list, each by itself.

Against it: ``handle_dispute`` (step ``contested``), ``close_account`` (steps ``stopping``, ``request_state``). Tickets:
step ``ticketing`` writes and sets the clock, ``ring_alarms`` rings it, ``deliver_message`` brings the outbox out.
Files with a message: step ``attaching`` keeps them (``checking_files``: are they what they say?) before the transaction
names them, ``read_attachment`` opens one, ``sweep_files`` takes away what no message names.
The staff: ``staff_members`` is what operators do, ``staff_sign_in`` (or ``staff_oidc``, ``sign_in_elsewhere``),
``staff_first_codes``, ``staff_codes`` and ``staff_self`` what all do for themselves (steps ``staff_changes``,
``staff_tries``, ``staff_passwords``). ``staff_rights`` says which role may do what, ``keep_keys`` makes and ends the
keys of the API, ``sealing`` keeps secrets that have to be read again.

Looking after a tenant: ``tenant_health`` is what is late or silent, ``span_figures`` what the last days add up to,
``look_at_trail`` what people did.

``forget_replies`` forgets the answers to idempotency keys that nobody sends any more.

Who comes: ``portal_session`` signs a customer in with a link that the panel asked for, or a token that it made (steps
``panel_token``, ``token_keys``). ``kept_words`` brings back what was typed when a session was over.
"""
