"""The looks: style sheets within their bytes, and the parts of which every form is made."""

import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
from markupsafe import Markup, escape

from survey_app.web.places import folder
from survey_app.web.styles import read_style
from survey_app.web.templates import environment

BYTES = {
    "start.css": (9_000, 1_600),
    "resident.css": (9_000, 2_600),
    "team.css": (20_000, 5_000),
    "keying.css": (1_000, 400),
}
"""For each style sheet, the most that it may take as it is sent: plain, and by brotli.

The team's may be long in plain, because it draws charts, tables and paper; over the wire it is held like the others.
"""

QUESTION = """
{% extends "web/layout.html" %}
{% import "web/parts/choices.html" as choices %}
{% import "web/parts/question.html" as question %}
{% import "web/parts/form.html" as form %}
{% block title %}{{ label }} - Getting online in Lancashire{% endblock %}
{% block survey %}Getting online in Lancashire{% endblock %}
{% block main %}
{{ form.progress("Question 3 of 21") }}
<form method="post" action="age">
{% call question.group("R03", label, hint) %}{{ choices.radios("R03", options, checked, text) }}{% endcall %}
<input type="hidden" name="m" value="8c1f03aa">
{{ form.buttons(false, "Skip this question") }}
</form>
{% endblock %}
"""

AGES = ("Under 16", "16 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 to 74", "75 or over", "Rather not")


def option(label: str, **more: object) -> SimpleNamespace:
    """An option with only the label and what is said."""
    code = label.lower().replace(" ", "_")
    empty: dict[str, object] = {"code": code, "official": "", "hint": "", "heading": "", "detail": "", "divider": False}
    empty |= {"language": "", "official_language": ""}
    return SimpleNamespace(**{**empty, "label": label, **more})


class Asked:
    """What was answered so far, counting how often each field is asked for."""

    def __init__(self, chosen: str = "", typed: str = "") -> None:
        self.chosen = chosen
        self.typed = typed
        self.times: Counter[tuple[str, ...]] = Counter()

    def checked(self, name: str, code: str) -> Markup:
        """Whether this code was chosen, as the attribute to print."""
        self.times[name, code] += 1
        return Markup(" checked") if code == self.chosen else Markup()

    def text(self, name: str) -> Markup:
        """What was typed in this field, escaped."""
        self.times[name,] += 1
        return escape(self.typed)


def part(source: str, asked: Asked | None = None, **given: object) -> str:
    """The HTML of a template that uses the parts."""
    imports = "".join(f'{{% import "web/parts/{name}.html" as {name} %}}' for name in ("choices", "question", "form"))
    asked = asked or Asked()
    return environment.from_string(imports + source).render(checked=asked.checked, text=asked.text, **given)


@pytest.mark.parametrize("name", BYTES)
def test_a_style_sheet_stays_within_its_bytes(name: str) -> None:
    style = read_style(folder("static"), name, "#00566b").encode()
    plain, coded = BYTES[name]
    assert len(style) <= plain
    assert len(brotli.compress(style)) <= coded


@pytest.mark.parametrize("name", ["start.css", "resident.css"])
def test_residents_style_needs_no_custom_or_logical_property(name: str) -> None:
    style = read_style(folder("static"), name, "#00566b")
    assert not re.search(r"var\(|-inline|-block-|inset:|text-align:(start|end)", style)
    assert "ACCENT" not in style


def test_no_template_has_a_style_attribute_or_a_script() -> None:
    """The content security policy would drop the first and refuse the second."""
    pages = [path.read_text(encoding="utf-8") for path in Path(folder("templates")).rglob("*.html")]
    assert pages
    assert not [text for text in pages if re.search(r"\sstyle=\"|\son[a-z]+=\"|<script(?! (?:defer )?src)", text)]


def test_a_page_of_nine_radio_buttons_takes_at_most_a_thousand_bytes() -> None:
    organisation = SimpleNamespace(name="Lancashire County Council", help_words="Need help? Phone 01632 960180.")
    html = environment.from_string(QUESTION).render(
        organisation=organisation,
        asset_url=lambda name: f"/static/0a1b2c3d.{name}",
        label="How old are you?",
        hint="We ask because this survey is for people aged 16 and over.",
        options=[option(label, divider=label == "Rather not") for label in AGES],
        checked=Asked().checked,
        text=Asked().text,
    )
    assert html.count("<input") == 10
    assert len(brotli.compress(html.encode(), quality=5)) <= 1_000


def test_only_the_first_input_of_a_question_has_its_name_as_id() -> None:
    html = part('{{ choices.radios("R04", options, checked, text) }}', options=[option("Daily"), option("Never")])
    assert re.findall(r'id="([^"]+)"', html) == ["R04"]
    assert html.index('id="R04"') < html.index('value="daily"')


def test_each_field_is_asked_for_once() -> None:
    """What the page prints may be a mark that is replaced later, so a second call would be a second place."""
    asked = Asked(chosen="other")
    options = [option("Cost"), option("Other", detail="Tell us what (you can leave this empty)")]
    html = part('{{ choices.checkboxes("R13", options, checked, text) }}', asked, options=options)
    assert asked.times == {("R13", "cost"): 1, ("R13", "other"): 1, ("R13-detail",): 1}
    assert re.findall(r'value="(\w+)" checked', html) == ["other"]


def test_a_heading_opens_a_group_and_or_closes_it() -> None:
    options = [option("A", heading="Money"), option("B"), option("C", heading="Skills"), option("None", divider=True)]
    html = part('{{ choices.checkboxes("R13", options, checked, text) }}', options=options)
    assert re.findall(r"<fieldset>|</fieldset>|<legend>\w+|<p class=\"or\">\w+|value=\"\w+\"", html) == [
        *("<fieldset>", "<legend>Money", 'value="a"', 'value="b"', "</fieldset>"),
        *("<fieldset>", "<legend>Skills", 'value="c"', "</fieldset>"),
        *('<p class="or">or', 'value="none"'),
    ]


@pytest.mark.parametrize(
    ("hint", "problem", "described"),
    [
        ("", "", None),
        ("Tick one.", "", "R04-hint"),
        ("", "Choose one.", "R04-problem"),
        ("Tick one.", "Choose one.", "R04-hint R04-problem"),
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        '{% call question.group("R04", "How often?", hint, problem) %}{% endcall %}',
        '{{ question.text_input("R04", "How often?", text, hint, problem) }}',
        '{{ question.textarea("R04", "How often?", text, hint, problem) }}',
        '{{ question.number("R04", "How often?", text, "times", 0, hint, problem) }}',
    ],
)
def test_a_question_is_described_by_the_hint_and_the_problem_that_it_has(
    question: str, hint: str, problem: str, described: str | None
) -> None:
    html = part(question, hint=hint, problem=problem)
    found = re.search(r'aria-describedby="([^"]*)"', html)
    assert (found and found[1]) == described
    assert all(f'id="{name}"' in html for name in (described or "").split())
    assert ('aria-invalid="true"' in html) == (bool(problem) and "<fieldset" not in html)


def test_continue_is_the_first_button_and_sends_nothing_of_its_own() -> None:
    html = part('{{ form.buttons(false, "Skip this question") }}{{ form.idle("14:35") }}')
    assert re.findall(r"<button[^>]*>[^<]+", html) == [
        "<button>Continue",
        '<button class="s" name="go" value="skip">Skip this question',
        '<button class="t" name="go" value="back">Back',
        '<button class="t" name="go" value="stop">Stop and come back later',
        '<button class="s" name="go" value="more">I need more time',
    ]


def test_a_line_break_typed_first_stays_in_a_text_area() -> None:
    html = part('{{ question.textarea("R21", "What else?", text) }}', Asked(typed="\nSecond line"))
    assert ">\n\nSecond line</textarea>" in html  # a browser drops the first


def test_words_and_typed_text_are_escaped() -> None:
    source = '{{ choices.radios("R13", options, checked, text) }}{{ form.summary(problems) }}'
    problems = [SimpleNamespace(key="R13", words="<b>")]
    options = [option("<i>", code="other", hint="<u>", heading="<s>", detail="<q>")]
    html = part(source, Asked(typed='"><script>'), options=options, problems=problems)
    assert not re.search(r"<[iusq]>|<b>|<script>", html)
