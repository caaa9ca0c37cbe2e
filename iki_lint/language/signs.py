"""The signs of a formula: where it divides and multiplies, and where notes begin. Plain text, LaTeX resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from iki_lint.language.latex import CLOSE, OPEN, OVER

Span: TypeAlias = tuple[int, int]

TIMES = r"(?:[×✕*]|\b[xX]\b|(?<=[\s)\ue001])[xX](?=\s?\(?\d)|\bdi\s?kali(?:kan)?\b(?:\s+dengan)?|\bkali\b)"
_POWER = r"(?:1(?:00|[.,]?000|0[.,]?000|00[.,]?000|[.,]000[.,]000)|seratus|seribu)(?![.,]?\d)"
FACTOR = rf"\(?\s*{_POWER}\s*(?:%|persen)?(?!\s?(?:m|cm|mm|km|kg|ha|liter|meter|liter|hari|orang|unit|rupiah)\b)\s*\)?"
_TIMES_FACTOR = re.compile(rf"(?<![\d.,])\s*{TIMES}\s*(?P<factor>{FACTOR})", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"(?<![\d≥≤<>.,])\s(?P<factor>100\s*%)", re.IGNORECASE)
_FACTOR_TIMES = re.compile(rf"\s*(?P<factor>{FACTOR})\s*{TIMES}\s*", re.IGNORECASE)
_OTHER_FACTOR = re.compile(rf"{TIMES}\s*(?P<factor>\d[\d.,]*|[a-z][^:=]*)", re.IGNORECASE)
_DIVISION = re.compile(
    r"(?P<over>\ue002)"
    r"|(?P<sure>[÷∕⁄]|[-–—―_]{4,}|\bdi\s?bagi(?:\b|kan\s+dengan\b)(?:\s+(?:dengan|oleh))?|\b(?:di|ber)banding(?:kan)?\b(?:\s+dengan)?)"
    r"|(?P<slash>/)|(?P<colon>:)|(?P<per>\bper(?=\s+(?:jumlah|total|seluruh|banyaknya)\b))"
    r"|(?P<against>\b(?:dengan|terhadap)\b(?=\s+(?:jumlah|total|seluruh|banyaknya)\b)|\bdari\b(?=\s+(?:jumlah|total)\b))",
    re.IGNORECASE,
)
COUNT = (
    r"(?:jumlah|total|seluruh|banyaknya|rata-rata|nilai|realisasi|luas|panjang|volume|target|pagu|rencana|kebutuhan)"
)
_COUNTED = re.compile(rf"\W*{COUNT}\b", re.IGNORECASE)
_OPENING = re.compile(rf"[\s=(]*\b(?=[A-Z])((?i:{COUNT}))\b")
_COMPARED = re.compile(r"\bperbandingan\b", re.IGNORECASE)
_LETTERS = re.compile(r"[\s(=]*[A-Za-z]{1,3}\d?(?:\s*[+×*–-]\s*[A-Z]{1,3}\d?)*[\s)]*")
NOTE = re.compile(
    r"(?:\(\s*)?\b(?:(?:keterangan|ket|catatan|penjelasan|contoh)(?=\s*[:.]|\s+[A-Za-z]{1,3}\d?\s*[=:])|di\s?mana\b"
    r"|dengan\s+ketentuan\b|(?<!jumlah )(?<!total )(?<!seluruh )(?<!banyaknya )jenis\s+\w+[^:]{0,80}(?=:))\s*[:.]?"
    r"|(?<=\s)1\s*[.)]\s+(?=[A-Z])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:keterangan|ket|catatan|rumus|formula|formulasi|perhitungan|penghitungan|cara\s+\w+|definisi|sumber"
    r"|terdiri\s+atas|yaitu|meliputi|antara\s+lain|sebagai\s+berikut)\s*$|^\W*[A-Z]{2,6}\s*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\s*(?:(?:rumus|formulasi|formula|perhitungan|cara\s+(?:meng)?hitung\w*)\b(?:\s+perhitungan)?\s*[:=]?\s*)?"
    r"(?:[A-Z]{2,6}\s*:\s*(?=\D)|[^=:/÷]{0,120}=\s*)?",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"[^/:÷]*?\b(?:diukur|dihitung)\s+(?:dari|dengan|melalui|berdasarkan)\s+", re.IGNORECASE)
_DEFINES = re.compile(r"(?<!yang )\b(?:adalah|merupakan|yaitu|yakni|bertujuan)\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?<!\bkab)(?<!\bkec)(?<!\bprov)(?<!\bno)(?<!\bs\.d)(?<!\bdll)(?<!\bjl)[.]\s+(?=[A-Z(])|;\s*", re.IGNORECASE
)
_MOST = 50  # signs of a text that may divide, more than any formula has
_EMPTY = {"yang", "dan", "jumlah", "untuk", "pada", "total", "seluruh", "banyaknya"}

_PERIODS = re.compile(r"\s*\d+\s+(?:bulan|hari|minggu|triwulan|semester|tahun)\W*", re.IGNORECASE)
_EMPTY_SIDE = re.compile(rf"[\s)]*{TIMES}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Division:
    """Where a formula divides: the operator, and for a LaTeX fraction all of it."""

    start: int
    end: int
    whole: Span | None = None


def notes_start(text: str, after: int = 0) -> int:
    """Where notes begin behind some words of the formula; the end of the text where there are none."""
    for match in NOTE.finditer(text, after):
        if any(c.isalnum() for c in text[after : match.start()]):
            return match.start()
    return len(text)


def find_division(text: str) -> Division | None:
    """The division of a formula; None where nothing is divided."""
    until = notes_start(text)
    candidates = [m for m in _DIVISION.finditer(text) if m.start() < until or m["over"]]
    for match in candidates:
        if match["over"]:
            return Division(match.start(), match.end(), _fraction(text, match.start()))
    likely = [m for m in candidates[:_MOST] if _divides(text[:until], m)]
    if len(likely) > 1 and likely[0]["colon"] and _labels(text, likely[0].start(), likely[1].start()):
        likely = likely[1:]  # "Persentase desa mandiri : jumlah … / jumlah …"
    shallow = min((_depth(text, m.start()) for m in likely), default=0)
    likely = [m for m in likely if _depth(text, m.start()) == shallow]
    sure = [m for m in likely if m["sure"]]
    headed = [m for m in likely if _COUNTED.match(text, m.end())]
    spaced = [m for m in likely if text[m.start() - 1 : m.start()].isspace() and text[m.end() : m.end() + 1].isspace()]
    chosen = next(iter(sure or headed or spaced or likely), None)
    return Division(chosen.start(), chosen.end()) if chosen else _stacked(text, until)


def _stacked(text: str, until: int) -> Division | None:
    """Where one count stands over another, with a factor beside either: "Jumlah A Jumlah B x 100%"."""
    begin = name_end(text)
    first = _OPENING.match(text, begin, until)
    below = [m.start() for m in _OPENING.finditer(text, first.end(), until) if m[1] == first[1]] if first else []
    if len(below) != 1 or not _has_factor(text[:until]) or not _shares(text[begin : below[0]], text[below[0] : until]):
        return None
    return Division(below[0], below[0])


def _labels(text: str, colon: int, division: int) -> bool:
    """Whether a colon in front of the division ends a label, and no first formula stands between them."""
    return _depth(text, colon) == 0 and not _has_factor(text[colon:division])


def _depth(text: str, at: int) -> int:
    return text.count("(", 0, at) - text.count(")", 0, at)


def _fraction(text: str, at: int) -> Span:
    start, depth = at, 1
    while start > 0 and depth:
        start -= 1
        depth += (text[start] == CLOSE) - (text[start] == OPEN)
    end, depth = at, 1
    while end + 1 < len(text) and depth:
        end += 1
        depth += (text[end] == OPEN) - (text[end] == CLOSE)
    return start, min(end + 1, len(text))


def _divides(text: str, match: re.Match[str]) -> bool:
    left, right = text[: match.start()], text[match.end() :]
    if match["against"]:
        compared = _COMPARED.search(left) or re.match(r"\s*rasio\b", left, re.IGNORECASE)
        return bool(compared) or (match[0].lower() != "dengan" and bool(_COUNTED.match(left)) and _shares(left, right))
    if match["sure"] or match["per"]:
        return True
    if not left.strip(" (=") or not right.strip() or _EMPTY_SIDE.match(right):
        return _has_factor(right)
    return _slash(left, right) if match["slash"] else _colon(left, right)


def _slash(left: str, right: str) -> bool:
    """Whether a slash divides, and is no "desa/kelurahan" or "kader PKK / kader Posyandu"."""
    if _COUNTED.match(right) or (left.rstrip().endswith(")") and right.lstrip().startswith("(")):
        return True
    if _LETTERS.fullmatch(left):
        return _has_factor(right) and bool(re.match(r"\s*[A-Za-z]{1,3}\d?\b", right))
    if left[-1:].isspace() or right[:1].isspace():
        if _echoes(left, right) or (_COUNTED.match(left) and _PERIODS.fullmatch(right)):
            return True
        plain = _shares(left, right) or not _COUNTED.match(left) or re.match(r"\s*\d", right)
        return _has_factor(right) and bool(plain)
    pair = f"{left.split()[-1].lstrip('(')}/{right.split()[0].rstrip(').,;')}".lower()
    if f"{left}/{right}".lower().count(pair) > 1:
        return False
    return _has_factor(right) and _shares(left, right) and min(len(left.split()), len(right.split())) > 1


def _colon(left: str, right: str) -> bool:
    """Whether a colon divides, and is no label, clock or ratio."""
    if _LABEL.search(left) or re.match(r"\s*(?:1\s*[.)]|[a-z]\s*[.)]|-)\s", right):
        return False
    if re.search(r"\d\s*$", left) and re.match(r"\s*\d", right):
        return False
    if _LETTERS.fullmatch(left):
        return bool(re.match(r"\s*[A-Za-z]{1,3}\d?\b(?!\w)", right))
    if re.fullmatch(r"\s*\d+\s*", right):
        return left.rstrip().endswith(")") or "+" in left
    if _COUNTED.match(right):
        return not _DEFINES.search(left[-40:])
    return _has_factor(right) or (left[-1:].isspace() and _echoes(left, right))


def _has_factor(text: str) -> bool:
    return bool(_TIMES_FACTOR.search(text) or _BARE_PERCENT.search(text))


def _content(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z-]{2,}", text.lower()) if word not in _EMPTY]


def _shares(left: str, right: str) -> bool:
    return bool({w for w in _content(left) if len(w) > 2} & set(_content(right)))


def _echoes(left: str, right: str) -> bool:
    """Whether the right side opens with the words that the left side opens with."""
    mine, theirs = _content(left), _content(right)
    count = min(2, len(theirs))
    return bool(theirs) and mine[:count] == theirs[:count]


def numerator_start(text: str, operator: int) -> int:
    """Behind a name and "=", a label, and a definition, before the operator at `operator`."""
    start = _label_end(text, operator)
    defined = _DEFINES.search(text, start, operator)
    sentences = [m.end() for m in _SENTENCE.finditer(text, start, operator)]
    if sentences:
        return sentences[-1]
    if not defined:
        return start
    counts = [
        m.start() for m in re.finditer(rf"\b{COUNT}\b", text[:operator], re.IGNORECASE) if m.start() > defined.end()
    ]
    titled = [at for at in counts if text[at].isupper()]
    return (titled[-1:] or counts[:1] or [_echo(text, defined.end(), operator)])[0]


def _label_end(text: str, operator: int) -> int:
    equals = text.rfind("=", 0, operator)
    if equals >= 0:
        return equals + 1
    colons = [m.end() for m in re.finditer(":", text[:operator]) if _is_label(text, m.start(), operator)]
    if colons:
        return colons[-1]
    measured = _MEASURED.match(text, 0, operator)
    if measured:
        return measured.end()
    compared = re.match(r"\s*perbandingan\s+(?:antara\s+)?", text, re.IGNORECASE)
    if compared:
        return compared.end()
    return name_end(text) if name_end(text) < operator else 0


def _is_label(text: str, at: int, operator: int) -> bool:
    return _depth(text, at) == 0 and any(c.isalnum() for c in text[at:operator]) and not re.search(r"\d\s*$", text[:at])


def _echo(text: str, start: int, operator: int) -> int:
    """Where the word that the denominator begins with stands last before the operator."""
    first = re.match(r"\W*(\w+)", text[operator + 1 :])
    if first and len(first[1]) > 3:
        places = [m.start() for m in re.finditer(rf"\b{first[1]}\b", text[start:operator], re.IGNORECASE)]
        if places:
            return start + places[-1]
    return start


def name_end(text: str) -> int:
    """Behind "IKM =", "Rumus:" and the like."""
    match = _NAMED.match(text)
    return match.end() if match else 0


def find_factor(text: str, after: int, *, bare: bool) -> Span | None:
    """The power of ten that a formula is multiplied by, from `after` on; `bare` also without a sign of times."""
    match = _TIMES_FACTOR.search(text, after) or (_BARE_PERCENT.search(text, after) if bare else None)
    if match is None or notes_start(text, after) < match.start("factor"):
        return None
    return match.span("factor")


def beside_line(text: str, after: int, factor: Span | None) -> bool:
    """Whether the factor stands beside a drawn line, before the denominator: "A ------ x 100% B"."""
    return factor is not None and bool(re.fullmatch(rf"\s*{TIMES}\s*", text[after : factor[0]], re.IGNORECASE))


def leading_factor(text: str, start: int, end: int) -> re.Match[str] | None:
    """A multiplier in front: "100% x A / B"."""
    return _FACTOR_TIMES.match(text, start, end)


def inner_factor(text: str, start: int, end: int) -> re.Match[str] | None:
    """A multiplier between `start` and `end`: "A x 100% / B"."""
    return _TIMES_FACTOR.search(text, start, end)


def other_factor(text: str, start: int) -> re.Match[str] | None:
    """A factor that is no power of ten: "× nilai penimbang"."""
    return _OTHER_FACTOR.search(text, start)


def denominator_end(text: str, start: int, factor: Span | None) -> int:
    """Before the multiplier, the notes, or the next sentence."""
    stop = notes_start(text, start)
    if factor and factor[0] < stop:
        times = re.search(
            rf"(?:,\s*lalu|,?\s*(?:kemudian|selanjutnya|hasilnya))?\s*{TIMES}\s*$",
            text[start : factor[0]],
            re.IGNORECASE,
        )
        stop = start + times.start() if times else factor[0]
    sentence = _SENTENCE.search(text, start, stop)
    return sentence.start() if sentence else stop


def second_formula(text: str, after: int) -> Span | None:
    """Another formula behind the first."""
    note = NOTE.search(text, after)
    until = note.start() if note else len(text)
    found = re.search(
        rf"\b{COUNT}\b[^=;]*?(?:[/:÷]|\bdibagi\b|{OVER})[^=;]*?(?:{TIMES}\s*{FACTOR}|\b{COUNT}\b[^=;]*)",
        text[after:until],
        re.IGNORECASE,
    ) or re.search(rf"{OPEN}.*{OVER}.*{CLOSE}", text[after:until])
    return (after + found.start(), after + found.end()) if found else None
