"""The people of the month: invented, and the same in every run."""

from __future__ import annotations

CUSTOMERS = {
    "smmpanelus": (
        "maya", "omar", "priya", "lucas", "hannah", "diego", "aisha", "tom", "yuki", "carla", "ben", "fatima",
        "viktor", "grace", "samir", "elena", "noah", "ines", "kofi", "laura",
    ),
    "lumenreach": (
        "jonas", "lea", "matteo", "sofia", "emil", "clara", "luca", "marie", "anton", "nele", "paul", "romy",
    ),
}  # fmt: skip
FINANCE = ("finance-ana", "finance-ben")
OPERATOR = "operator-olga"
WISHES = (
    "I have ordered all I wanted, please send the rest back.",
    "My campaign was cancelled, I do not need the balance any more.",
    "I paid twice by mistake.",
    "The service I came for is not offered any more.",
    "",
)
QUESTIONS = (
    "Which of your two payments do you mean?",
    "Is the card you paid with still open? The money can only go back there.",
)
ANSWERS = ("The later one, please.", "Yes, the card is open.")
REASONS = (
    "The deposit was spent on completed orders; what is left of it came as a bonus.",
    "The orders that you name were delivered in full, as their pages show.",
)
