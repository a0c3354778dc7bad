"""What a stored response holds, field by field, for the page that shows it; a test holds it to the table."""

from survey_app.respond.contexts import StoredField

STORED_FIELDS = (
    StoredField(name="id", example="5216389407710362", why="A random number. It says nothing about when or who."),
    StoredField(name="survey_id", example="2", why="Which survey this is."),
    StoredField(name="version_id", example="2", why="Which wording of the questions you saw."),
    StoredField(name="wave_id", example="2", why="Which round of the survey this is."),
    StoredField(name="collector_id", example="2", why="Which link or poster you came by. Many people share it."),
    StoredField(name="channel", example="web", why="How your answers reached us."),
    StoredField(name="place", example="(empty)", why="The library or event of a poster, where there is one."),
    StoredField(name="variant", example="en", why="The language that you used."),
    StoredField(name="help", example="(empty)", why="Whether somebody helped you, never who."),
    StoredField(name="day", example="2027-03-04", why="The day, never the time."),
    StoredField(name="answers", example='{"S04": "most", "S07": null}', why="What you answered. null is a blank."),
    StoredField(name="reached", example="(empty)", why="Where you stopped, if you sent before the end."),
    StoredField(name="pace", example="5_to_10", why="Roughly how many minutes it took, to find robots."),
    StoredField(name="state", example="counted", why="Whether the answers count."),
    StoredField(name="demonstration", example="no", why="Whether these are pretend answers."),
    StoredField(name="settled", example="yes", why="Whether the day's rows have been put in random order."),
    StoredField(name="stamp", example="1208", why="A counter. After the night, one for the whole day."),
)

NEVER = (
    "your name or staff number",
    "your address or e-mail address",
    "the internet address of your device",
    "what device or browser you use",
    "the time of day",
)
"""What is stored nowhere with answers."""
