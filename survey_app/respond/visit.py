"""One visit: which survey a request is for, which draft its cookie holds, and what its journey is."""

from litestar.datastructures import Cookie
from litestar.exceptions import NotFoundException
from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.conditions import Circumstances
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.languages import is_easy_read
from survey_app.questionnaire.phrases import phrase
from survey_app.questionnaire.variants import in_variant, is_offered
from survey_app.respond.assisted.reading_out import read_out
from survey_app.respond.assisted.ways import Way
from survey_app.respond.contexts import Frame
from survey_app.respond.drafts import StoredDraft
from survey_app.respond.fragments import value
from survey_app.respond.journey import Draft, Journey, walk
from survey_app.respond.languages import about_address, offers, start_address
from survey_app.respond.pictures import saves_data
from survey_app.respond.responses import receipt_exists
from survey_app.respond.room import Room
from survey_app.respond.timing import clears_at
from survey_app.respond.tokens import (
    MARK_LENGTH,
    SHARED_MARK,
    Held,
    draft_key,
    draft_mark,
    own_receipt,
    seal,
    unseal,
)
from survey_app.surveys.directory import Fieldwork
from survey_app.surveys.versions import Version
from survey_app.surveys.waves import Wave
from survey_app.web.cookies import cookie_name, read_cookie, set_cookie
from survey_app.web.scopes import AnyRequest
from survey_app.web.tongues import Tongue, tongue_of


class Visit(Struct, frozen=True, kw_only=True):
    """What a request brings: `held` is what its cookie says, `stored` the draft that the cookie opens."""

    fieldwork: Fieldwork
    version: Version
    variant: str
    now: int
    drafts: bool = False
    """Whether variants are offered that nobody has reviewed: in practice, and in a trial."""
    saving: bool = False
    """Whether the request asks for fewer bytes."""
    held: Held | None = None
    stored: StoredDraft | None = None

    @property
    def slug(self) -> str:
        """The survey's short address."""
        return self.fieldwork.survey.slug

    @property
    def root(self) -> str:
        """The address of the survey's pages in this wording."""
        return f"/{self.slug}/{self.variant}"

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked, in this variant: of the version that the draft began with, else of the published one."""
        asked = in_variant(self.version.questionnaire, self.variant)
        return read_out(asked) if self.on_the_telephone else asked

    @property
    def start(self) -> str:
        """The address of the survey's start page in this wording."""
        return start_address(self.slug, self.variant, self.version.questionnaire.language)

    @property
    def tongue(self) -> Tongue:
        """What this person's pages are said in."""
        return tongue_of(self.variant)

    @property
    def draft(self) -> Draft:
        """What was typed so far."""
        return Draft() if self.stored is None else self.stored.content

    @property
    def shared(self) -> bool:
        """Whether this is a shared computer."""
        return self.held is not None and self.held.shared

    @property
    def pictures(self) -> bool:
        """Whether its pages have pictures: in Easy Read, unless the person wants them light."""
        return is_easy_read(self.variant) and not (self.saving or self.draft.light)

    @property
    def practice(self) -> bool:
        """Whether somebody of the team tries the survey: nothing is kept."""
        return self.fieldwork.practice

    @property
    def wave(self) -> Wave:
        """The wave that the draft began in, else the one open now."""
        wave = None if self.stored is None else self.fieldwork.wave_of(self.stored.wave_id)
        return wave or self.fieldwork.wave

    @property
    def on_the_telephone(self) -> bool:
        """Whether an officer reads the questions out to a caller."""
        return self.circumstances.channel == Way.TELEPHONE

    @property
    def circumstances(self) -> Circumstances:
        """What conditions may ask besides answers."""
        collector = None if self.stored is None else self.fieldwork.collector_of(self.stored.collector_id)
        return Circumstances(self.variant, "web" if collector is None else collector.begins)

    def journey(self, until: str = "") -> Journey:
        """The path of the draft's answers; with a section's id, no further than the section after it."""
        return walk(self.questionnaire, self.draft, self.circumstances, until)


async def visit(request: AnyRequest, room: Room, slug: str, variant: str) -> Visit:
    """Find the survey and the draft. A cookie that was tampered with counts as none.

    Raises NotFoundException when there is no such survey or wording.
    """
    service, now = room.service, room.service.now()
    fieldwork = await room.directory.at(slug, now)
    if fieldwork is None:
        raise NotFoundException
    found = Visit(
        fieldwork=fieldwork,
        version=fieldwork.version,
        variant=variant,
        now=now,
        drafts=with_drafts(room, fieldwork),
        saving=is_easy_read(variant) and saves_data(request),
    )
    held = cookie_of(request, room, slug, now)
    if held is None or held.sent:
        return _with(found, held, None, fieldwork.version)
    stored = await room.drafts.at(draft_key(service.keys, held.token), now)
    if stored is None:
        # sent, where the browser never saw the reply that would have told it
        sent = await service.database.read(receipt_exists, own_receipt(service.keys, held.token))
        return _with(found, replace(held, sent=sent), None, fieldwork.version)
    wave = fieldwork.wave_of(stored.wave_id)
    if stored.shared != held.shared or wave is None or not wave.accepts_at(now):
        return _with(found, held, None, fieldwork.version)
    return _with(found, held, stored, await room.directory.version(stored.version_id))


def cookie_of(request: AnyRequest, room: Room, slug: str, now: int) -> Held | None:
    """What the browser's cookie for a survey says at this instant; None without one, or where it was tampered with."""
    name = cookie_name(slug, secure=room.service.settings.secure)
    return unseal(room.service.keys, read_cookie(request.scope["headers"], name), now)


def with_drafts(room: Room, fieldwork: Fieldwork) -> bool:
    """Whether a survey's pages offer variants that nobody has reviewed."""
    return fieldwork.practice or room.service.settings.draft_wordings


def frame(found: Visit, here: str = "") -> Frame:
    """What every page of this visit shows around its main part; `here` is the last part of the page's address."""
    whole = found.version.questionnaire
    said = found.tongue
    title = found.questionnaire.title
    return Frame(
        slug=found.slug,
        survey_title=said.say(phrase("{survey} (practice)", survey=title)) if found.practice else title,
        variant=found.variant,
        start=found.start,
        others=offers(whole, found.slug, found.variant, here, drafts=found.drafts),
        draft=found.variant in whole.wordings and whole.wordings[found.variant].reviewed is None,
        language=said.language.tag,
        direction=said.language.direction,
        privacy=about_address("privacy", found.variant),
        shared=found.shared,
        practice=found.practice,
        easy_read=is_easy_read(found.variant),
        pictures=found.pictures,
        clears_at=value("clears") if found.shared else "",
    )


def plain_frame(found: Visit, here: str = "") -> Frame:
    """The same for a page that does not clear itself."""
    return replace(frame(found, here), shared=False, clears_at="")


def own_mark(room: Room, found: Visit) -> str:
    """The draft mark that each of this visit's forms carries; it ends in `h` on a shared computer."""
    if found.held is None:
        return ""
    return draft_mark(room.service.keys, found.held.token) + (SHARED_MARK if found.held.shared else "")


def marked_shared(mark: str) -> bool:
    """Whether a form that carries this mark was shown on a shared computer."""
    return len(mark) > MARK_LENGTH and mark.endswith(SHARED_MARK)


def keeping(room: Room, slug: str, held: Held, seconds: int | None = None) -> Cookie:
    """The cookie that holds a survey's draft: until it expires on one's own device, by the session on a shared one."""
    secure = room.service.settings.secure
    return set_cookie(cookie_name(slug, secure=secure), seal(room.service.keys, held), secure=secure, seconds=seconds)


def pressed(room: Room, found: Visit) -> tuple[Cookie, ...]:
    """What a press on a shared computer sets: 30 more minutes. Nothing on a person's own device."""
    deadline = clears_at(found.now)
    if found.held is None or not found.held.shared or found.held.deadline == deadline:
        return ()
    return (keeping(room, found.slug, Held(token=found.held.token, shared=True, deadline=deadline)),)


def letting_go(room: Room, found: Visit) -> Cookie:
    """The cookie's end."""
    secure = room.service.settings.secure
    return set_cookie(cookie_name(found.slug, secure=secure), "", secure=secure, seconds=0)


def _with(found: Visit, held: Held | None, stored: StoredDraft | None, version: Version) -> Visit:
    """The visit with its draft, in a variant that the draft's version has.

    A variant that was published only since the draft began is met in the draft's own language. Raises NotFoundException
    for one that is not offered at all.
    """
    whole = replace(found, held=held, stored=stored, version=version)
    if is_offered(version.questionnaire, found.variant, drafts=found.drafts):
        return whole
    if not is_offered(found.fieldwork.version.questionnaire, found.variant, drafts=found.drafts):
        raise NotFoundException
    return replace(whole, variant=version.questionnaire.language)
