"""The example's names into the author's: one list of pairs, for what stands in a file and for what it is called.

Every template is written for AcmePay, a vendor that does not exist, and says nothing that is true of AcmePay alone. So
a name is all that has to change.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewNames:
    """What a new plugin is called: ``name`` stands in ``use = "…"``, everything else follows from it."""

    name: str

    @property
    def title(self) -> str:
        """As it is written in prose and in names of classes: ``my_pay`` is MyPay."""
        return "".join(part.capitalize() for part in self.name.split("_"))

    @property
    def package(self) -> str:
        """What is imported."""
        return f"panel_refunds_{self.name}"

    @property
    def project(self) -> str:
        """What is installed, and the folder's name."""
        return f"panel-refunds-{self.name.replace('_', '-')}"

    def renamed(self, text: str) -> str:
        """``text`` of a template, or its path, with the new names."""
        pairs = (
            ("panel_refunds_example", self.package),
            ("panel-refunds-example", self.project),
            ("api.acmepay.example", f"api.{self.name.replace('_', '-')}.example"),
            ("acmepay", self.name),
            ("ACMEPAY", self.name.upper()),
            ("AcmePay", self.title),
        )
        for old, new in pairs:
            text = text.replace(old, new)
        return text
