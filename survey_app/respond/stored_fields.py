"""What a stored response holds, field by field, for the page that shows it; a test holds it to the table."""

from msgspec import Struct

from survey_app.questionnaire.phrases import Said, phrase


class StoredField(Struct, frozen=True, kw_only=True):
    """One field of a stored row, with an example and why it is kept."""

    name: str
    example: Said
    why: Said


STORED_FIELDS = (
    StoredField(
        name="id", example="5216389407710362", why=phrase("A random number. It says nothing about when or who.")
    ),
    StoredField(name="survey_id", example="2", why=phrase("Which survey this is.")),
    StoredField(name="version_id", example="2", why=phrase("Which wording of the questions you saw.")),
    StoredField(name="wave_id", example="2", why=phrase("Which round of the survey this is.")),
    StoredField(
        name="collector_id", example="2", why=phrase("Which link or poster you came by. Many people share it.")
    ),
    StoredField(name="channel", example="web", why=phrase("How your answers reached us.")),
    StoredField(
        name="place", example=phrase("(empty)"), why=phrase("The library or event of a poster, where there is one.")
    ),
    StoredField(name="variant", example="en", why=phrase("The language that you used.")),
    StoredField(name="help", example=phrase("(empty)"), why=phrase("Whether somebody helped you, never who.")),
    StoredField(name="day", example="2027-03-04", why=phrase("The day, never the time.")),
    StoredField(
        name="answers", example='{"S04": "most", "S07": null}', why=phrase("What you answered. null is a blank.")
    ),
    StoredField(
        name="reached", example=phrase("(empty)"), why=phrase("Where you stopped, if you sent before the end.")
    ),
    StoredField(name="pace", example="5_to_10", why=phrase("Roughly how many minutes it took, to find robots.")),
    StoredField(name="state", example="counted", why=phrase("Whether the answers count.")),
    StoredField(name="demonstration", example=phrase("no"), why=phrase("Whether these are pretend answers.")),
    StoredField(
        name="settled", example=phrase("yes"), why=phrase("Whether the day's rows have been put in random order.")
    ),
    StoredField(name="stamp", example="1208", why=phrase("A counter. After the night, one for the whole day.")),
)

NEVER = (
    phrase("your name or staff number"),
    phrase("your address or e-mail address"),
    phrase("the internet address of your device"),
    phrase("what device or browser you use"),
    phrase("the time of day"),
)
"""What is stored nowhere with answers."""
