"""What hands do in a browser: press a button, follow a link, click the words beside a box, type into it.

The first locator on a page makes Playwright read its own script into it, which takes as long as to load the page. So
what stands in plain sight is found by a few lines and clicked where it stands; locators find what does not.
"""

from collections.abc import Mapping, Sequence

from playwright.sync_api import Locator, Page, Response

PLACE = """([css, words]) => {
  const said = each => each.innerText.trim().replace(/\\s+/g, ' ');
  const found = [...document.querySelectorAll(css)].filter(
    each => each.checkVisibility({visibilityProperty: true}) && (words === null || said(each) === words));
  if (!found.length || (words === null && found.length > 1)) return null;
  const box = () => [...found[0].getClientRects()].find(each => each.width * each.height > 1);
  if (!box()) return null;
  let {left, right, top, bottom} = box();
  if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) {
    found[0].scrollIntoView({block: 'center', behavior: 'instant'});
    ({left, right, top, bottom} = box());
  }
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return found[0].contains(document.elementFromPoint(x, y)) ? [x, y] : null;
}"""
"""The middle of the first shown element of a kind that has these words, or of the only one, with nothing over it."""


def press(page: Page, words: str) -> Response | None:
    """Press the first button with these words and wait for the page that comes."""
    with page.expect_navigation() as navigation:
        _click(page, "button", words, page.get_by_role("button", name=words, exact=True).first)
    return navigation.value


def follow(page: Page, words: str) -> Response | None:
    """Follow the first link with these words."""
    with page.expect_navigation() as navigation:
        _click(page, "a[href]", words, page.get_by_role("link", name=words, exact=True).first)
    return navigation.value


def choose(page: Page, *labels: str) -> None:
    """Click the words beside one or more radios or checkboxes."""
    for label in labels:
        _click(page, "label", label, page.get_by_text(label, exact=True))


def write(page: Page, label: str, text: str) -> None:
    """Click the words of a box, which puts the cursor into it, and type."""
    _click(page, "label", label, page.get_by_text(label, exact=True))
    page.keyboard.insert_text(text)


def click_one(page: Page, css: str) -> None:
    """Click the only element that a selector names."""
    _click(page, css, None, page.locator(css))


def source(page: Page) -> str:
    """The document that is open as it stands now, in HTML."""
    return "<!DOCTYPE html>" + str(page.evaluate("document.documentElement.outerHTML"))


def fill(page: Page, answers: Mapping[str, Sequence[str]]) -> None:
    """Give these answers by their fields: click the words beside each value, or type it where a box is."""
    for name, values in answers.items():
        if page.evaluate("css => document.querySelector(css) !== null", f'label[for="{name}"]'):
            click_one(page, f'label[for="{name}"]')
            page.keyboard.insert_text(values[0])
        else:
            for value in values:
                click_one(page, f'label:has(input[name="{name}"][value="{value}"])')


def _click(page: Page, css: str, words: str | None, otherwise: Locator) -> None:
    place = page.evaluate(PLACE, [css, words])
    if place is None:
        otherwise.click()
    else:
        page.mouse.click(*place)


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
