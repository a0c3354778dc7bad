"""Whether somebody wants pages without pictures, and what a page with pictures needs in its headers."""

from survey_app.web.scopes import AnyRequest

LIGHT = "light"
"""What an address ends in, after its question mark, for pages without pictures; a start page keeps it in its form."""


def saves_data(request: AnyRequest) -> bool:
    """Whether a request asks for fewer bytes: by its Save-Data header (Client Hints), or by `?light`."""
    asked = request.scope["query_string"].split(b"&")
    return LIGHT.encode() in asked or (b"save-data", b"on") in request.scope["headers"]
