"""Whether a request says all that the policy asks of it. What is missing is asked for in the ticket. (Clause 5.)"""

from __future__ import annotations

from panel_refunds.policy.finding import Finding
from panel_refunds.policy.settings import TicketRules
from panel_refunds.refunds.request import Ask


def is_subject(subject: str, wanted: str) -> bool:
    """Whether ``subject`` is ``wanted``, case and spaces ignored; further words may follow, after a sign as well."""
    target = "".join(wanted.casefold().split())
    so_far = ""
    for word in subject.casefold().split():
        so_far += word
        if so_far.startswith(target) and not so_far[len(target) : len(target) + 1].isalnum():
            return True
    return False


def missing(ask: Ask, rules: TicketRules) -> tuple[Finding, ...]:
    """One finding for each thing that the request does not say, in the order of the policy."""
    faults: list[Finding] = []
    if rules.subjects and not any(is_subject(ask.subject, wanted) for wanted in rules.subjects):
        quoted = [f"“{subject}”" for subject in rules.subjects]
        wanted, named = " or ".join(quoted), ", ".join(quoted)
        faults.append(_ask("subject_missing", f"Please give the ticket the subject {wanted}.", subjects=named))
    given = {
        "amount": ask.amount is not None or ask.everything,
        "deposit": ask.target == "deposit",
        "order": ask.target == "order",
        "reason": bool(ask.reason.strip()),
    }
    sentences = {
        "amount": "Please say how much you want back.",
        "deposit": "Please name the deposit it is about.",
        "order": "Please name the order it is about.",
        "reason": "Please say why you want it back.",
    }
    faults += [_ask(f"{key}_missing", sentences[key]) for key in rules.required if not given[key]]
    return tuple(faults)


def _ask(code: str, text: str, **figures: str) -> Finding:
    return Finding("complete", "ask", code, "5", text, figures=figures)
