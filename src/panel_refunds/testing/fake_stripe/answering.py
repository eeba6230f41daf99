"""From a request to an answer, in the order in which Stripe looks at things.

Key, account, endpoint, permission, idempotency key, parameters, and only then the thing itself. Receiving and executing
are two steps, because between them a request is under way: its key is taken, and the same key gets a 409.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from panel_refunds.testing.fake_stripe.books import API_VERSION, Books
from panel_refunds.testing.fake_stripe.expansion import expand
from panel_refunds.testing.fake_stripe.form import parse_form
from panel_refunds.testing.fake_stripe.idempotency import KeptAnswer, Owner
from panel_refunds.testing.fake_stripe.keys import redact
from panel_refunds.testing.fake_stripe.operations import Call, Operation, find_operation
from panel_refunds.testing.fake_stripe.parameters import check_parameters
from panel_refunds.testing.fake_stripe.refusal import RefusalError, bad_value, no_access, unknown_url
from panel_refunds.testing.fake_stripe.world import Request, World

_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(\.[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Question:
    """A request off the wire: ``form`` is its body or its query, ``headers`` are in lower case."""

    method: str
    path: str
    form: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer for the wire."""

    http_status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """A request that was received and is under way."""

    request: Request
    operation: Operation
    call: Call
    owner: Owner | None


class Clerk:
    """Answers requests about the world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def note(self, question: Question, fault: str | None) -> Request:
        """Write the request down, before anything else happens to it."""
        world = self._world
        _, _, secret = question.headers.get("authorization", "").partition(" ")
        try:
            params = parse_form(question.form)
        except RefusalError:
            params = {}
        headers = {name: value for name, value in question.headers.items() if name != "authorization"}
        with world.lock:
            request = Request(
                request_id=world.new_request_id(),
                method=question.method,
                path=question.path,
                params=params,
                headers=headers,
                at=world.now(),
                key=redact(secret),
                fault=fault,
            )
            return world.note(request)

    def receive(self, request: Request, question: Question) -> Work | Answer:
        """Look at the request and take its key: work to do, or the answer when there is nothing to do."""
        with self._world.lock:
            try:
                return self._receive(request, question)
            except RefusalError as refusal:
                return self._refused(request, refusal)

    def _receive(self, request: Request, question: Question) -> Work | Answer:
        world = self._world
        key = world.keys.identify(question.headers.get("authorization"))
        version = question.headers.get("stripe-version")
        if version is not None and not _VERSION.fullmatch(version):
            raise bad_value("stripe_version", f"Invalid Stripe API version: {version}")
        books = self._books_for(key.account, key.livemode, question.headers.get("stripe-account"), key.secret)
        found = find_operation(question.method, question.path)
        if found is None:
            raise unknown_url(question.method, question.path)
        operation, ref = found
        key.check_permission(operation.permission)
        params = parse_form(question.form)
        owner = None
        if question.method == "POST" and request.idempotency_key:
            owner = (books.account, books.livemode, request.idempotency_key)
            kept = world.idempotency.take(owner, question.path, params)
            if kept is not None:
                return self._replay(request, kept)
        call = Call(books, question.path, ref, params, lambda wanted: world.is_elsewhere(books, wanted))
        work = Work(request, operation, call, owner)
        try:
            check_parameters(operation.params, params)
        except RefusalError:
            self._free(work)
            raise
        return work

    def _books_for(self, account: str, livemode: bool, asked: str | None, secret: str) -> Books:
        world = self._world
        if asked is None or asked == account:
            return world.books(account, livemode=livemode)
        try:
            books = world.books(asked, livemode=livemode)
        except KeyError:
            raise no_access(redact(secret), asked) from None
        if account != world.account or not books.connected:
            raise no_access(redact(secret), asked)
        return books

    def execute(self, work: Work, *, instead: RefusalError | None = None, hide: RefusalError | None = None) -> Answer:
        """Do it and answer. ``instead`` is answered and nothing done; ``hide`` is answered after it was done."""
        with self._world.lock:
            try:
                if instead is not None:
                    raise instead
                answer = self._run(work)
                if hide is not None:
                    raise hide
            except RefusalError as refusal:
                answer = self._refused(work.request, refusal)
                if not refusal.kept and not work.request.executed:
                    self._free(work)
                    return answer
            self._world.tell_waiting()
            if work.owner is not None:
                kept = KeptAnswer(answer.http_status, answer.body, work.request.request_id)
                self._world.idempotency.keep(work.owner, kept)
                answer.headers["idempotency-key"] = work.owner[2]
            return answer

    def give_up(self, work: Work) -> None:
        """The request will never run; its key is as new."""
        with self._world.lock:
            self._free(work)

    def _run(self, work: Work) -> Answer:
        books, request = work.call.books, work.request
        books.request = {"id": request.request_id, "idempotency_key": request.idempotency_key}
        try:
            thing = work.operation.run(work.call)
        finally:
            books.request = None
        request.executed = True
        shown = expand(books, thing, work.call.params)
        return Answer(200, json.dumps(shown, indent=2).encode(), self._headers(request))

    def _free(self, work: Work) -> None:
        if work.owner is not None:
            self._world.idempotency.free(work.owner)

    def _replay(self, request: Request, kept: KeptAnswer) -> Answer:
        request.replayed = True
        headers = self._headers(request)
        headers |= {"idempotent-replayed": "true", "original-request": kept.request_id}
        if kept.http_status >= 500:  # noqa: PLR2004 - a server's error; asking again would change nothing
            headers["stripe-should-retry"] = "false"
        return Answer(kept.http_status, kept.body, headers)

    def _refused(self, request: Request, refusal: RefusalError) -> Answer:
        body = refusal.body()
        body["error"]["request_log_url"] = f"https://dashboard.stripe.com/logs/{request.request_id}"
        headers = self._headers(request) | dict(refusal.headers)
        return Answer(refusal.http_status, json.dumps(body, indent=2).encode(), headers)

    def _headers(self, request: Request) -> dict[str, str]:
        return {
            "content-type": "application/json",
            "request-id": request.request_id,
            "stripe-version": request.headers.get("stripe-version", API_VERSION),
        }
