"""What hands do in a browser: press a button, follow a link, click the words beside a box, type into it."""

from collections.abc import Mapping, Sequence

from playwright.sync_api import Locator, Page, Response


def press(page: Page, words: str) -> Response | None:
    """Press the first button with these words and wait for the page that comes."""
    return _left(page, page.get_by_role("button", name=words, exact=True).first)


def follow(page: Page, words: str) -> Response | None:
    """Follow the first link with these words."""
    return _left(page, page.get_by_role("link", name=words, exact=True).first)


def choose(page: Page, *labels: str) -> None:
    """Click the words beside one or more radios or checkboxes."""
    for label in labels:
        page.get_by_text(label, exact=True).click()


def write(page: Page, label: str, text: str) -> None:
    """Click the words of a box, which puts the cursor into it, and type."""
    page.get_by_text(label, exact=True).click()
    page.keyboard.insert_text(text)


def fill(page: Page, answers: Mapping[str, Sequence[str]]) -> None:
    """Give these answers by their fields: click the words beside each value, or type it where a box is."""
    for name, values in answers.items():
        box = page.locator(f'label[for="{name}"]')
        if box.count():
            box.click()
            page.keyboard.insert_text(values[0])
        for value in () if box.count() else values:
            page.locator("label", has=page.locator(f'input[name="{name}"][value="{value}"]')).click()


def _left(page: Page, pressed: Locator) -> Response | None:
    with page.expect_navigation() as navigation:
        pressed.click()
    return navigation.value


def sent_by_hand(page: Page, target: str, fields: Mapping[str, str]) -> Response | None:
    """Send a form that the page does not have; its scripts must be on."""
    build = """([target, fields]) => {
      const form = Object.assign(document.createElement('form'), {method: 'post', action: target});
      for (const [name, value] of fields) form.append(Object.assign(document.createElement('input'), {name, value}));
      document.body.append(form);
      form.submit();
    }"""
    with page.expect_navigation() as navigation:
        page.evaluate(build, [target, list(fields.items())])
    return navigation.value


def quicken(page: Page, seconds: int) -> None:
    """Put every animation of the page at this many seconds after its beginning."""
    page.evaluate("s => document.getAnimations().forEach(each => { each.currentTime = s * 1000 })", seconds)
