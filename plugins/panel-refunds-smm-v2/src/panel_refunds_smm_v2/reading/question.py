"""What was asked, as far as reading the answer needs it."""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds_smm_v2.reading.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Question:
    """The action, the ids it was about (each once, in order) and what is known of the panel's language."""

    action: str
    asked: tuple[str, ...]
    vocabulary: Vocabulary

    @property
    def single(self) -> bool:
        """Whether it was about exactly one id; then an error can only be about that one."""
        return len(self.asked) == 1
