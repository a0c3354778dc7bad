"""A keyboard and nothing else: Tab until something has the focus, then Enter, Space or letters, as without a mouse."""

import re

from playwright.sync_api import Download, Page

MOST_TABS = 900
"""More stops than the longest page has."""

FOCUSED = """() => {
  const each = document.activeElement;
  if (!each || each === document.body) return ['', '', ''];
  const said = each.labels && each.labels.length
    ? [...each.labels[0].childNodes].filter(one => one.nodeName !== 'SELECT').map(one => one.textContent).join(' ')
    : each.textContent || each.value || '';
  return [each.tagName.toLowerCase(), each.type || '', said.trim().replace(/\\s+/g, ' ')];
}"""


class Keyboard:
    """The keys of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, words: str, tag: str = "") -> None:
        """Press Tab until what has these words has the focus. Raises AssertionError where nothing does."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            found, _, said = self.focused()
            if (not tag or found == tag) and said.startswith(words):
                return
        raise AssertionError(f"no press of Tab leads to {words!r} on {self.page.url}")

    def press(self, words: str, tag: str = "") -> None:
        """Go to a link or a button and press Enter, which opens another page."""
        self.reach(words, tag)
        self.enter()

    def enter(self) -> None:
        """Press Enter, which opens another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def download(self, words: str) -> Download:
        """Go to a link and press Enter, which brings a file."""
        self.reach(words, "a")
        with self.page.expect_download() as download:
            self.page.keyboard.press("Enter")
        return download.value

    def choose(self, words: str, option: str) -> None:
        """Go to a list and type the beginning of what is to be chosen."""
        self.reach(words, "select")
        self.page.keyboard.type(option)
        chosen = self.page.evaluate("document.activeElement.selectedOptions[0].text")
        assert str(chosen).startswith(option), f"{words}: {chosen} is chosen, not {option}"

    def unfold(self, words: str) -> None:
        """Open what is folded away under these words."""
        self.reach(words, "summary")
        self.page.keyboard.press("Enter")

    def past_the_heading(self) -> None:
        """Skip to the main content by the first stop of the page."""
        self.page.keyboard.press("Tab")
        assert self.focused()[2].startswith("Skip to main content")
        self.page.keyboard.press("Enter")

    def focused(self) -> tuple[str, str, str]:
        """What has the focus: its tag, its type and its words."""
        tag, kind, said = self.page.evaluate(FOCUSED)
        return str(tag), str(kind), str(said)

    def answer(self) -> None:
        """Answer one page of a survey: its first question by its second answer or its first tick, and Enter."""
        self.past_the_heading()
        self.page.keyboard.press("Tab")
        tag, kind, said = self.focused()
        if re.match("Stop|Back|Skip this", said):
            raise AssertionError(f"{self.page.url} asks nothing")
        if kind in {"radio", "checkbox"}:
            self.page.keyboard.press("Space")
        if kind == "radio":
            self.page.keyboard.press("ArrowDown")
        elif kind != "checkbox" and tag in {"textarea", "input"}:  # a space typed on a tick takes it away again
            self.page.keyboard.type("3" if kind == "text" else "A word of practice")
        if tag == "textarea":
            self.reach("Continue", "button")
        self.enter()
