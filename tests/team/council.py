"""The council whose pages the tests look at."""

from survey_app.organisation import Organisation

ORGANISATION = Organisation(
    name="Test County Council",
    short_name="the council",
    area="Testshire",
    service="Soundings",
    strategy="the digital strategy",
    help_phone="0300 000 0000",
    help_hours="9am to 5pm",
    help_words="Need help? Phone 0300 000 0000.",
    urgent_help="Phone 0300 000 0001.",
    privacy_contact="privacy@council.test",
    accent="#005a70",
    lists={},
)
