"""Months by the names that people type: of every language of ours, whole, bent or shortened, in any case."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

SHORTEST: Final = 3
"""Letters from which the beginning of a name is enough, where it begins one month's names alone."""

NAMES: Final[Mapping[str, str]] = {
    "en": "january february march april may june july august september october november december",
    "pl": "styczeń,stycznia luty,lutego marzec,marca kwiecień,kwietnia maj,maja czerwiec,czerwca lipiec,lipca "
    "sierpień,sierpnia wrzesień,września październik,października listopad,listopada grudzień,grudnia",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "pnb": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "pa": "ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ,ਅਪਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ,ਸਿਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
    "gu": "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ,ઓગસ્ટ,ઑગ,ઓગ સપ્ટેમ્બર ઑક્ટોબર,ઓક્ટોબર નવેમ્બર ડિસેમ્બર",
}
"""Twelve by language, January first; the forms of one month have commas between them. No name means two months."""

PLAIN: Final = str.maketrans({"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9"})
"""Arabic letters as Urdu has them: keyboards give either, and they look alike."""

MARKS: Final = ("\u0300", "\u036f"), ("\u064b", "\u065f"), ("\u0a3c", "\u0a3c"), ("\u0abc", "\u0abc")
"""Accents, Arabic vowels and hamza, and the dot below a letter of Punjabi or Gujarati: often left out. The vowels of
those two are letters, and stay."""


def month_named(words: str) -> int | None:
    """The number of a month from its name in any of our languages, or from what begins it; None where it is none.

    A form may be in any language, whichever the page is in: people write the month as they know it.
    """
    wanted = _plain(words)
    if wanted in _MONTHS:
        return _MONTHS[wanted]
    found = {month for name, month in _MONTHS.items() if name.startswith(wanted)}
    return found.pop() if len(wanted) >= SHORTEST and len(found) == 1 else None


def _plain(words: str) -> str:
    """Names that differ by case, accents, marks of direction or a full stop alone are the same."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    kept = (each for each in letters if unicodedata.category(each) != "Cf" and not _is_mark(each))
    return "".join(kept).translate(PLAIN).strip().rstrip(".\N{ARABIC FULL STOP}")


def _is_mark(letter: str) -> bool:
    return any(first <= letter <= last for first, last in MARKS)


def _months() -> Iterator[tuple[str, int]]:
    for names in NAMES.values():
        for month, forms in enumerate(names.split(), start=1):
            for form in forms.split(","):
                yield _plain(form), month


_MONTHS: Final = dict(_months())
