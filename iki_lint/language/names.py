"""Names of jabatan and units: their level, the unit they name, and where a running text names one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import TypeAlias

from iki_lint import data
from iki_lint.language.compare import misspelt
from iki_lint.language.kept import kept
from iki_lint.language.roots import is_word, root


class Level(IntEnum):
    """The levels of the catalogue; a smaller number stands higher."""

    PIMPINAN = 1
    ADMINISTRATOR = 2
    PENGAWAS = 3
    PELAKSANA = 4


_KINDS = {
    "sub bagian": r"sub\W{0,2}bagian|sub\W{0,2}b?ag\b|ka\.?\s?sub\W{0,2}b?ag\w*",
    "sub bidang": r"sub\W{0,2}bidang|sub\W{0,2}bid\b|ka\.?\s?sub\W{0,2}bid\b|kasubid\b",
    "seksi": r"seksi|kasie?\b|ka\.\s?si\b",
    "bidang": r"bidang|bid\.|kabid\b",
    "bagian": r"bagian|kabag\b",
    "uptd": r"uptd?\b|unit pelaksana teknis(?: daerah| dinas)?",
    "puskesmas": r"puskesmas",
    "sekretariat": r"sekdin\b|sekcam\b|sekretariat"
    r"|sekretaris(?:\s+(?:dinas|badan|camat|kecamatan|lurah|kelurahan|inspektorat))?",
    "irban": r"inspektur pembantu|irban\b",
    "wadir": r"wakil direktur|wadir\b",
    "asisten": r"asisten(?=\s+(?:pemerintahan|(?:per)?ekonomi|pembangunan|administrasi|kesejahteraan|umum|[iv]+\b))",
    "instansi": r"(?<=kepala )pelaksana\b|dinas|badan|kantor|satuan polisi|inspektorat|kecamatan|kelurahan|camat|lurah"
    r"|direktur|inspektur|rumah sakit|rsud",
}
_NAMED = re.compile(
    r"^\W*(?:(?:plt|plh|pj)\.?\s+)?(?:kepala\s+|ka\.?\s+)?(?:"
    + "|".join(f"(?P<{kind.replace(' ', '_')}>{pattern})" for kind, pattern in _KINDS.items())
    + r")(?!\w)\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PENGAWAS = frozenset({"sub bagian", "sub bidang", "seksi", "uptd", "puskesmas"})
_ADMINISTRATOR = frozenset({"bidang", "bagian", "sekretariat", "irban", "wadir"})
_BRACKETS = re.compile(r"\(([^)]*)\)")
_MENTION = re.compile(
    r"(?<!\w)(?:(?P<sub_bagian>sub\W{0,2}bagian|sub\W{0,2}b?ag|ka\.?\s?sub\W{0,2}b?ag)|(?P<sub_bidang>sub\W{0,2}bidang|kasubid)"
    r"|(?P<uptd>UPTD|UPT)|(?P<irban>inspektur pembantu|irban)"
    r"|(?P<seksi>seksi|kasie?)|(?P<bidang>bidang|kabid)|(?P<bagian>Bagian|BAGIAN|Kabag))(?!\w)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?:^|\W)(?:di|dalam|tiap|setiap|antar|sub|masing-masing|pemerintahan|urusan)$")
_GOES_ON = re.compile(r"(?:dan\s+)?[A-Z][a-z]")
_STOPS_HERE = re.compile(
    r"(?:dan\s+)?(?:Kepala|Seksi|Sub|Bidang|Sesuai|Yang|Pada|Di|Dinas|Kecamatan|Kabupaten|Kota|Serta)"
)
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[^\w\s]")
_MAX_WORDS = 14
_NO_OWN = frozenset({"dan", "serta", "kepala", "dinas", "tim", "kerja", "kelompok", "substansi", "instalasi", "ruang"})


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as a name gives it: its kind ("seksi", "sub bagian" …), the words behind that, and those in brackets."""

    kind: str
    words: tuple[str, ...]
    bracket: str = ""

    @property
    def content(self) -> tuple[tuple[str, str], ...]:
        """The words, each with its root, "dan" and words of no unit's own apart."""
        return tuple((word, root(word)) for word in self.words if word not in _NO_OWN)

    @property
    def glued(self) -> str:
        """The words written as one, for "Kerja sama" beside "Kerjasama"."""
        return "".join(self.words)


@kept(100_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name, case and punctuation folded and nothing else."""
    return tuple(word.lower() for word in re.findall(r"[^\W_]+", text))


@kept(20_000)
def unit_name(text: str) -> UnitName | None:
    """The unit that a name of a unit or of a structural jabatan gives; None for any other name."""
    match = _NAMED.match(text)
    if match is None:
        return None
    kind = next(kind for kind in _KINDS if match[kind.replace(" ", "_")])
    if kind == "sekretariat" and re.match(r"\W*sekretaris (?:daerah|dprd|dewan)", text, re.IGNORECASE):
        kind = "instansi"
    bracket = _BRACKETS.search(match["rest"])
    return UnitName(kind, words_of(_BRACKETS.sub(" ", match["rest"])), bracket[1] if bracket else "")


@kept(20_000)
def level(text: str) -> Level:
    """The level of a jabatan by its name."""
    name = unit_name(text)
    low = text.strip().lower()
    if re.match(r"(?:plt\.?\s+)?kepala biro", low):
        return Level.ADMINISTRATOR
    if name is None or re.match(r"staf|pelaksana|pengadministrasi|pengelola|analis", low):
        return Level.PELAKSANA
    if name.kind in _ADMINISTRATOR:
        return Level.ADMINISTRATOR
    return Level.PENGAWAS if name.kind in _PENGAWAS else Level.PIMPINAN


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named in a running text, and where; `titled` where the name is written with capitals."""

    name: UnitName
    start: int
    end: int
    titled: bool


Units: TypeAlias = Mapping[tuple[str, str], Sequence[UnitName]]
"""Names of units by their kind and first word."""


def indexed(names: Iterable[UnitName]) -> Units:
    """The names, to find them in texts."""
    found: dict[tuple[str, str], list[UnitName]] = {}
    for name in names:
        if name.words:
            found.setdefault((name.kind, name.words[0]), []).append(name)
    return found


def mentions(text: str, known: Units) -> Iterator[Mention]:
    """Every unit that a text names by its kind and name; the longest of the `known` names first."""
    behind = 0
    for match in _MENTION.finditer(text):
        kind = next(k for k, v in match.groupdict().items() if v).replace("_", " ")
        if match.start() < behind or _field(text, match, kind):
            continue
        found = _known(text, match.end(), kind, known) or _read(text, match, kind)
        if found:
            name, end, titled = found
            behind = end
            yield Mention(name, match.start(), end, titled)


def _field(text: str, match: re.Match[str], kind: str) -> bool:
    """Whether "bidang" speaks of a field ("di bidang kesehatan"), not of a unit."""
    before = text[: match.start()].rstrip().lower()
    return kind == "bidang" and bool(_FIELD.search(before))


def _tokens(text: str, at: int) -> list[re.Match[str]]:
    return list(islice(_WORD.finditer(text, at), _MAX_WORDS * 2))


def _known(text: str, at: int, kind: str, known: Units) -> tuple[UnitName, int, bool] | None:
    tokens = [t for t in _tokens(text, at) if t[0][0].isalnum()]
    spoken = [part for t in tokens for part in words_of(t[0])]
    best = max(
        (name for name in _likely(spoken, kind, known) if _begins(spoken, name.words)),
        key=lambda n: len(n.words),
        default=None,
    )
    if best is None:
        return None
    count, titled = 0, tokens[0][0][0].isupper()
    for token in tokens:
        count += len(words_of(token[0]))
        if count >= len(best.words):
            following = text[token.end() :].lstrip()
            if titled and _GOES_ON.match(following) and not _STOPS_HERE.match(following):
                return None
            return best, token.end(), titled
    return None


def _likely(spoken: list[str], kind: str, known: Units) -> Iterator[UnitName]:
    """The known names with the first word, and those of one word that may be run together with the next in it."""
    first = spoken[0] if spoken else ""
    yield from known.get((kind, first), ())
    for end in range(1, len(first)):
        yield from (name for name in known.get((kind, first[:end]), ()) if len(name.words) == 1)


def _begins(spoken: list[str], name: tuple[str, ...]) -> bool:
    """Whether words begin with a name, its last word perhaps run together with the next ("Desasesuai")."""
    if tuple(spoken[: len(name) - 1]) != name[:-1] or len(spoken) < len(name):
        return False
    last = spoken[len(name) - 1]
    glued = last.startswith(name[-1]) and last[len(name[-1]) :] in data.word_set("bahasa", "batas_nama")
    return last == name[-1] or (glued and is_word(name[-1]))


def _read(text: str, match: re.Match[str], kind: str) -> tuple[UnitName, int, bool] | None:
    tokens = _tokens(text, match.end())
    if not tokens or not tokens[0][0][0].isalpha():
        return None
    titled = tokens[0][0][0].isupper()
    if kind in ("bidang", "bagian", "irban") and (not titled or match[0].islower()):
        return None
    taken: list[re.Match[str]] = []
    for i, token in enumerate(tokens):
        word = token[0]
        ends = word.lower() in data.word_set("bahasa", "batas_nama") and word.lower() != "serta"
        another = word.lower() in data.word_set("bahasa", "kata_tingkat") and (i or kind != "irban")  # Irban Bidang X
        if ends or another:
            break
        joint = word.lower() in ("dan", "serta", "&", ",", "/")
        following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        if joint:
            if not following[:1].isalpha() or (titled and not following[0].isupper()) or (not titled and word in ",/"):
                break
        elif not word[0].isalnum() or (titled and word[0].islower() and not _inside_title(word, following)):
            break
        taken.append(token)
    while taken and taken[-1][0].lower() in ("dan", "serta", "&", ",", "/"):
        taken.pop()
    words = tuple(part for token in taken for part in words_of(token[0]))
    return (UnitName(kind, words), taken[-1].end(), titled) if words else None


def _inside_title(word: str, following: str) -> bool:
    """A lower-case word that a name goes on behind: "Kerja sama Desa"."""
    return following[:1].isupper() and not word.startswith(("me", "di", "ber"))


def _numbers(name: UnitName) -> tuple[str, ...]:
    return tuple(word for word in name.words if re.fullmatch(r"\d+|[ivx]+", word))


def respelt(one: UnitName, other: UnitName) -> bool:
    """Whether a name is a variant of another and has no word in place of another one, as "Wilayah Barat" has."""
    mine, theirs = ({base for _, base in name.content} for name in (one, other))
    replaced = mine - theirs and theirs - mine and not misspelt(one.glued, other.glued)
    return variant(one, other) and (not replaced or one.glued == other.glued)


def variant(one: UnitName, other: UnitName) -> bool:
    """Whether a name is plainly another: misspelt, or with words swapped, dropped, added or joined."""
    if one.kind != other.kind or one.words == other.words or not one.words or not other.words:
        return False
    if len({(), _numbers(one), _numbers(other)}) > 2:  # I and II
        return False
    if one.glued == other.glued or misspelt(one.glued, other.glued):
        return True
    mine, theirs = one.content, other.content
    shared = sum(1 for word, base in mine if any(base == b or misspelt(word, w) for w, b in theirs))
    return shared > 0 and shared * 2 >= len(mine)
