"""Where people could type: the keys of typed text, each a file of its own, with words for the link to it."""

from collections.abc import Iterable

from survey_app.results.coding import Coding
from survey_app.results.figures import number_words


def typed_keys(codings: Iterable[Coding], *, equality: bool) -> dict[str, str]:
    """The keys under which text is stored, with words; the equality part only where it stands with the answers."""
    found: dict[str, str] = {}
    for coding in codings:
        variable = coding.variable
        if variable.section.part == "about_you" and not equality:
            continue
        number = number_words(variable)
        number = number if number.startswith("About") else f"Question {number}"
        if coding.measure == "text":
            found[coding.key] = f"{number}: {variable.label}"
        for option in coding.options if variable.item is None else ():
            if option.detail:
                found[f"{coding.key}-detail"] = f"{number}: typed under “{option.label}”"
                # with several ticks text ticks the option itself, but not beside one that excludes it
                if coding.measure == "single" or any(other.exclusive for other in coding.options):
                    found[f"{coding.key}-comment"] = f"{number}: typed under “{option.label}” beside another answer"
    return found
