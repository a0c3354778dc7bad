"""Earlier answers in later words, and what was not understood: on their pages, kept apart by person, and stored."""

from collections.abc import Iterator

import pytest

from survey_app.settings import Settings
from tests.respond.client import Client, Page
from tests.respond.conftest import MORNING, QUESTIONNAIRES, House
from tests.respond.rows import change, responses
from tests.respond.walker import OWN, SEND
from tests.serving import CHECKOUT
from tests.trials import prepare

PIPING = CHECKOUT / "tests" / "respond" / "piping"


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application with the questionnaire of words from before open."""
    folder = tmp_path_factory.mktemp("piping")
    settings = Settings(database=f"sqlite:///{folder}/soundings.db", organisation=QUESTIONNAIRES / "organisation.toml")
    prepare(settings, PIPING / "questionnaire.toml", int(MORNING) - 3600)
    change(settings.database, "PRAGMA wal_checkpoint(TRUNCATE)")
    house = House(folder)
    yield house
    house.inside.close()


def way(client: Client, **answers: str) -> Page:
    """The page after the first question."""
    return client.press(client.press(client.open("/piping"), OWN), "Continue", answers)


def stored(house: House, client: Client, checked: Page) -> dict[str, object]:
    before = set(responses(house.database))
    client.press(checked, SEND)
    (found,) = (row["answers"] for each, row in responses(house.database).items() if each not in before)
    return dict(found)


def test_each_person_reads_their_own_answer_in_the_next_question(words: House) -> None:
    for _ in range(2):  # the second time from what is kept ready
        one, other, none = words.client(), words.client(), words.client()
        assert way(one, W1="bus").heading == "Which line of the bus do you take?"
        assert way(other, W1="train").heading == "Which line of the train do you take?"
        assert way(none).heading == "Which line of your usual way do you take?"


def test_typed_words_are_escaped_stand_in_their_own_direction_and_are_shown_to_nobody_else(words: House) -> None:
    typed = 'The <b>7</b> "&" \u202e\u0627\u0631\u062f\u0648'
    one, other = words.client(), words.client()
    page = one.press(way(one, W1="bus"), "Continue", {"W2": typed})
    said = '<bdi dir="auto">The &lt;b&gt;7&lt;/b&gt; &#34;&amp;&#34; \u0627\u0631\u062f\u0648</bdi>'
    assert page.html.count(said) == 2
    assert f"How easy is {said}?" in page.html
    assert page.title.startswith("How easy is \u2068The <b>7</b>")
    assert "The 9" in other.press(way(other, W1="bus"), "Continue", {"W2": "The 9"}).heading
    checked = one.press(page, "Continue", {"W3": "hard"})
    assert said in checked.html


def test_a_detail_typed_before_stands_for_its_option(words: House) -> None:
    client = words.client()
    page = way(client, **{"W1": "other", "W1-detail": "My <horse>"})
    assert 'line of <bdi dir="auto">My &lt;horse&gt;</bdi> do' in page.html


def test_not_understanding_is_stored_whether_continue_or_skip_is_pressed(words: House) -> None:
    client = words.client()
    page = way(client, **{"W1-unclear": "1"})
    page = client.press(page, "Skip this question", {"W2-unclear": "1"})
    checked = client.press(page, "Continue", {"W3": "easy", "W3-unclear": "1"})
    assert checked.words.count("I don't understand this question") == 2
    assert stored(words, client, checked) == {
        "W1": None,
        "W1-unclear": True,
        "W2": None,
        "W2-unclear": True,
        "W3": "easy",
        "W3-unclear": True,
    }


def test_the_tick_stands_below_the_answers_and_is_kept_and_taken_off(words: House) -> None:
    client = words.client()
    page = client.press(client.open("/piping"), OWN)
    fields = [field.name for field in page.form.fields]
    assert fields.index("W1-unclear") == max(place for place, name in enumerate(fields) if name.startswith("W1"))
    following = client.press(page, "Continue", {"W1-unclear": "1"})
    back = client.press(following, "Back")
    assert back.form.values()["W1-unclear"] == ("1",)
    following = client.press(back, "Continue", {"W1-unclear": ()})
    assert "W1-unclear" not in client.press(following, "Back").form.values()
