"""All answers of a survey, ready to be written: what is in the file, and the manifest that says so."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from sqlalchemy import Connection

from survey_app.results.access import strict
from survey_app.results.columns import ColumnSet
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.files.answers import ROWS, answers_file, counted_rows, fields_of
from survey_app.results.files.converting import Given
from survey_app.results.files.described import Described, described
from survey_app.results.files.fields import CODES, Wording
from survey_app.results.files.manifest import ANSWERS_RULES, PRETEND, Manifest, manifest_json, marked, version_lines
from survey_app.results.files.reconciling import fates, outside_of, states_in, stored_in, versions_in
from survey_app.results.finding import Found
from survey_app.results.pretend import is_pretend
from survey_app.results.rounds import dates_words
from survey_app.surveys.versions import Version, versions_of
from survey_app.surveys.waves import Wave, collectors_of
from survey_app.web.service import Service

EVERY_ANSWER = "Every counted answer, from inside and outside the area"

BYTES_A_CELL = {False: 9, True: 12}
"""What a cell takes, as codes and as words: measured on the residents' survey."""


class Answers(Struct, frozen=True):
    """The answers of some rounds at one point of the change feed."""

    columns: ColumnSet
    waves: dict[int, int]
    links: dict[int, str]
    characteristics: tuple[str, ...]
    wording: Wording
    strict: bool
    manifest: Manifest

    @property
    def rows(self) -> int:
        """How many people are in the file."""
        return int(counted_rows(self.columns, self.waves).size)

    @property
    def chunk_count(self) -> int:
        """How many chunks the file has, its header being one."""
        return 1 + -(-self.rows // ROWS)

    @property
    def size(self) -> int:
        """About how many bytes the file has."""
        return self.rows * self.manifest.columns * BYTES_A_CELL[self.wording.labels]

    def chunks(self) -> Iterator[bytes]:
        """The file, each time in another order."""
        return self._chunks(self.wording)

    def rows_for(self, ending: str) -> Iterator[bytes]:
        """The rows from which a format is made: SPSS has numbers and labels for both, so it takes codes."""
        return self._chunks(CODES if ending == "sav" else self.wording)

    def described(self) -> tuple[Described, ...]:
        """Its columns, in their order."""
        codings, links = self.columns.codings, bool(self.links)
        return described(codings, strict=self.strict, links=links, pretend=is_pretend(self.columns))

    def given(self, ending: str) -> Given:
        """What a child that makes another format of it is told."""
        made, words = self.manifest, self.wording.labels and ending != "sav"
        notes = tuple(each for each in (made.pretend, *made.rounds, made.showing, made.rules) if each)
        title = f"{made.title}: all answers"
        return Given(self.described(), title, notes, manifest_json(made).decode(), made.file, words)

    def _chunks(self, wording: Wording) -> Iterator[bytes]:
        return answers_file(self.columns, self.waves, self.links, self.characteristics, wording, strict=self.strict)


class _Around(Struct, frozen=True):
    versions: tuple[Version, ...]
    links: dict[int, str]


async def answers_of(
    service: Service, counting: Counting, known: Found, waves: Iterable[Wave], wording: Wording, level: Level
) -> Answers:
    """The answers of these rounds. At Level.WORKING the manifest says exactly what became of those not counted."""
    rounds = tuple(waves)
    around = await service.database.read(_read_around, known.survey.id, [wave.id for wave in rounds])
    columns = await counting.columns(known.survey.id)
    return await counting.run(_answers, service, columns, known, rounds, around, wording, level)


def _answers(
    service: Service,
    columns: ColumnSet,
    known: Found,
    rounds: tuple[Wave, ...],
    around: _Around,
    wording: Wording,
    level: Level,
) -> Answers:
    waves = {wave.id: wave.number for wave in rounds}
    guarded, published = strict(known.survey), known.survey.published_version_id
    declared = next((each.questionnaire.characteristics for each in around.versions if each.id == published), ())
    few = counted_rows(columns, waves)[:0]
    names = [each.name for each in fields_of(columns, few, waves, around.links, declared, wording, strict=guarded)]
    counts = states_in(columns, tuple(waves))
    made = Manifest(
        kind="answers",
        organisation=service.organisation.name,
        contact=service.organisation.privacy_contact,
        survey=known.survey.slug,
        title=known.survey.title,
        rounds=tuple(dates_words(wave) for wave in rounds),
        versions=version_lines([each for each in around.versions if each.id in versions_in(columns, tuple(waves))]),
        showing=EVERY_ANSWER,
        level="all answers",
        rules=ANSWERS_RULES,
        responses=fates(counts, outside_of(columns, tuple(waves)), level),
        reconciles=sum(counts.values()) == stored_in(columns, tuple(waves)),
        columns=1 + len(names),
        choices={"values": "words" if wording.labels else "codes"},
        pretend=PRETEND if is_pretend(columns) else "",
    )
    point = f"{columns.cursor.epoch} {columns.cursor.n}".encode()
    return Answers(
        columns, waves, around.links, declared, wording, guarded, marked(made, service.keys, known.now, point)
    )


def _read_around(connection: Connection, survey_id: int, wave_ids: Iterable[int]) -> _Around:
    links = {link.id: link.code for wave_id in wave_ids for link in collectors_of(connection, wave_id)}
    return _Around(versions_of(connection, survey_id), links)
