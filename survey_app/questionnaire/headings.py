"""Under which heading each section stands where many are shown at once, as on check answers."""

from survey_app.questionnaire.definition import Questionnaire


def headings(questionnaire: Questionnaire) -> dict[str, str]:
    """The heading of each section by its id, empty where it has none.

    That is its own `heading` or the last one before it, whether or not the section that brings it is on anybody's way.
    A questionnaire that writes none is headed by the titles of its sections.
    """
    if not any(section.heading for section in questionnaire.sections):
        return {section.id: section.title for section in questionnaire.sections}
    found: dict[str, str] = {}
    heading = ""
    for section in questionnaire.sections:
        heading = found[section.id] = section.heading or heading
    return found
