"""The public address, and what browsers make of it."""

import pytest

from survey_app.web.site import site_of


@pytest.mark.parametrize(
    ("public_url", "host", "origin"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://Surveys.example.gov.uk", "surveys.example.gov.uk", "https://surveys.example.gov.uk"),
        ("https://surveys.example.gov.uk:443/", "surveys.example.gov.uk", "https://surveys.example.gov.uk"),
        ("https://surveys.example.gov.uk:8443", "surveys.example.gov.uk:8443", "https://surveys.example.gov.uk:8443"),
        ("http://surveys.example.gov.uk:80", "surveys.example.gov.uk", "http://surveys.example.gov.uk"),
        ("http://[::1]:8000", "[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_host_and_origin_are_as_browsers_write_them(public_url: str, host: str, origin: str) -> None:
    site = site_of(public_url)
    assert (site.host, site.origin, site.url) == (host, origin, f"{origin}/")
    assert site.secure == public_url.startswith("https")


@pytest.mark.parametrize(
    "public_url", ["surveys.example.gov.uk", "ftp://a", "https://", "https://a/path", "https://a@b", "https://a:x"]
)
def test_what_is_no_public_address_is_refused(public_url: str) -> None:
    with pytest.raises(ValueError, match=r"SOUNDINGS_PUBLIC_URL|[Pp]ort"):
        site_of(public_url)
