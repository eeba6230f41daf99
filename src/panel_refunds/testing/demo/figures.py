"""The figures of the story, checked as they are shown: a demo that shows a wrong one ends with an error."""

from __future__ import annotations


class Figures:
    """Remembers every figure that is not what the story promises."""

    def __init__(self) -> None:
        self.right = 0
        self.wrong: list[str] = []

    def check(self, what: str, shown: object, promised: object) -> str:
        """Compare as text; returns the figure that is shown."""
        if str(shown) == str(promised):
            self.right += 1
        else:
            self.wrong.append(f"{what}: {shown}, and it should be {promised}")
        return str(shown)
