"""A page that cannot be taken as it is: what it says, where it leads, and that nothing typed is lost."""

from tests.respond.conftest import House


def test_x(house: House) -> None:
    client = house.client()
    page = client.press(client.open("/residents"), "Start on my own phone or computer")
    page = client.press(page, "Continue")
    print(page.html)
    assert 0
