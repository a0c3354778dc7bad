"""What is wrong with a questionnaire, named: where it stands, what it is called and what to do."""

from collections.abc import Iterable

from msgspec import Struct


class Fault(Struct, frozen=True, kw_only=True):
    """One thing that an author must put right. `name` never changes; places that do not apply are empty."""

    name: str
    remedy: str
    file: str = ""
    variant: str = ""
    """The wording that it is in, `pl` or `en-easyread`; empty for the questionnaire itself."""
    section: str = ""
    question: str = ""
    code: str = ""


class Spot(Struct, frozen=True):
    """A place in a questionnaire: a section, a question and the code of an option or item, as far as known."""

    section: str = ""
    question: str = ""
    code: str = ""

    def at(self, code: str) -> "Spot":
        """The place of one option or item of this question."""
        return Spot(self.section, self.question, code)

    def fault(self, name: str, remedy: str) -> Fault:
        """A fault at this place; the file is filled in by whoever knows it."""
        return Fault(name=name, remedy=remedy, section=self.section, question=self.question, code=self.code)


class Faulty(Exception):
    """Raised when a file cannot be made into a questionnaire; carries every fault that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(report(self.faults))


def report(faults: Iterable[Fault]) -> str:
    """One fault a line, `file: section: question: code: name: remedy`; a dash stands for no place.

    The file of a wording is named by its variant; of a stored version, which has no file, the variant stands there.
    """
    return "\n".join(
        ": ".join(
            part or "-" for part in (fault.file or fault.variant, fault.section, fault.question, fault.code, fault.name)
        )
        + f": {fault.remedy}"
        for fault in faults
    )
