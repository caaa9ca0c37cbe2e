"""The same document in every way that YAML and JSON have of writing it, and where each character then stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]

WORDS = """Jumlah desa yang menetapkan APBDesa tepat waktu dibagi seluruh × 100% (satu) “Ñusantara” 😀 𝕏𝕐 naïve é Jum'at
    kata"kutip garis\\miring a/b #tagar x#y kunci: {kurung} [siku] &jangkar *alias !tanda | > - ? % @ ` ~ null 2026"""
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=7)
BLANKS = ("\u00a0", "\u2003", "\u3000")
NAMED = {'"': '\\"', "\\": "\\\\", "/": "\\/", "\u00a0": "\\_", "\t": "\\t", "\n": "\\n", " ": "\\ "}
COMMENTS = ("", "", "  # catatan", "  # abaikan 'ini' \"juga\" - a: b")


@dataclass
class Text:
    """A text while it is written: `places` are begin and end of each of its characters that is not white space."""

    written: str = ""
    places: list[tuple[int, int]] = field(default_factory=list)

    def sign(self, *parts: str) -> None:
        """What stands for nothing visible."""
        self.written += "".join(parts)

    def visible(self, written: str) -> None:
        """What stands for one visible character."""
        self.places.append((len(self.written), len(self.written) + len(written)))
        self.written += written


@dataclass(frozen=True)
class File:
    """A document as a file; `texts` its values in order, with the places of their visible characters."""

    content: str
    texts: dict[str, tuple[str, list[tuple[int, int]]]]


@st.composite
def yaml_files(draw: Draw) -> File:
    """A document with one jabatan, whose every value is written in a way of its own."""
    said: dict[str, str] = {}
    out = Text()
    marks: dict[str, tuple[int, int]] = {}
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))

    def value(pointer: str, indent: int, *, flow: bool = False) -> None:
        words = draw(SENTENCES)
        said[pointer], first = " ".join(words), len(out.places)
        draw(st.sampled_from(_styles(words, flow=flow)))(draw, out, words, "\n" + " " * indent)
        marks[pointer] = (first, len(out.places))

    def line(*parts: str) -> None:
        out.sign(*(["# catatan sendiri\n\n"] if draw(st.integers(0, 5)) == 0 else []), *parts)

    def end() -> None:
        out.sign("" if out.written.endswith("\n") else draw(st.sampled_from(COMMENTS)) + "\n")

    line("skema: iki/1\njenis: iki\n")
    line(draw(st.sampled_from(["instansi:\n  nama: ", 'instansi:\n  "nama": ', "'instansi':\n  nama:   "])))
    value("/instansi/nama", 4)
    end()
    line("jabatan:\n- nama: ")
    value("/jabatan/0/nama", 6)
    end()
    line("  tugas:\n")
    for number in range(draw(st.integers(1, 3))):
        line("  - ")
        value(f"/jabatan/0/tugas/{number}", 6)
        end()
    line("  fungsi: [")
    for number in range(draw(st.integers(1, 2))):
        out.sign(draw(st.sampled_from([", ", ",\n    "])) if number else "")
        value(f"/jabatan/0/fungsi/{number}", 5, flow=True)
    out.sign(draw(st.sampled_from(["]", " ]", ",]"])), "\n")
    return _file(out, said, marks, newline, draw(st.sampled_from(["", "\ufeff"])))


def _file(out: Text, said: dict[str, str], marks: dict[str, tuple[int, int]], newline: str, mark: str) -> File:
    """With another line break, every place moves by those before it."""
    grown = len(newline) - 1
    breaks = [0]
    for char in out.written:
        breaks.append(breaks[-1] + (char == "\n") * grown)
    places = [(start + breaks[start], end + breaks[end]) for start, end in out.places]
    texts = {pointer: (said[pointer], places[slice(*marks[pointer])]) for pointer in said}
    return File(mark + out.written.replace("\n", newline), texts)


Writer = Callable[[Draw, Text, list[str], str], None]


def _styles(words: list[str], *, flow: bool) -> list[Writer]:
    """The styles that these words can be written in."""
    plain = len(words) > 1 and all(word.strip("()").isalpha() or word in ("×", "100%", "a/b", "x#y") for word in words)
    return [_single, _double, *([_plain] if plain and words[0].isalpha() else []), *([] if flow else [_block])]


def _properties(draw: Draw, out: Text) -> str:
    """An anchor, a tag, both or none."""
    return draw(st.sampled_from(["", "", f"&a{len(out.written)} ", "!!str ", "! ", f"!!str &a{len(out.written)} "]))


def _plain(draw: Draw, out: Text, words: list[str], fold: str) -> None:
    out.sign(_properties(draw, out))
    _words(draw, out, words, (" ", "  ", fold, " " + fold, *BLANKS))


def _single(draw: Draw, out: Text, words: list[str], fold: str) -> None:
    out.sign(_properties(draw, out), draw(st.sampled_from(["'", "' "])))
    _words(draw, out, words, (" ", "  ", fold, fold * 2, *BLANKS), {"'": "''"})
    out.sign("'")


def _double(draw: Draw, out: Text, words: list[str], fold: str) -> None:
    out.sign(_properties(draw, out), draw(st.sampled_from(['"', '"\\n '])))
    gaps = (" ", "  ", fold, "\\ " + fold, " \\" + fold, "\\n", "\\t", "\\x20", "\\N", "\\L", "\\_", *BLANKS)
    for number, word in enumerate(words):
        out.sign(draw(st.sampled_from((*gaps, "\\u00a0", "\\U00002003"))) if number else "")
        for char in word:
            out.visible(draw(st.sampled_from(_escapes(char))))
    out.sign('"')


def _escapes(char: str) -> list[str]:
    """The ways to write a character between double quotes, the plainest first."""
    code = ord(char)
    numbers = [
        f"\\U{code:08X}",
        *([f"\\u{code:04x}"] if code < 0x10000 else []),
        *([f"\\x{code:02x}"] if code < 256 else []),
    ]
    return [*([NAMED[char]] if char in '"\\' else [char] * 12), *numbers, *(["\\/"] if char == "/" else [])]


def _block(draw: Draw, out: Text, words: list[str], fold: str) -> None:
    kind, chomp, tail = draw(st.sampled_from("|>")), draw(st.sampled_from(["", "-", "+"])), draw(st.integers(0, 2))
    out.sign(_properties(draw, out), kind, chomp, draw(st.sampled_from(["", "  # judul"])), fold)
    _words(draw, out, words, (" ", "  ", fold, fold + "  ", "\n" + fold, *BLANKS))
    out.sign("\n" * (1 + tail))


def _words(
    draw: Draw, out: Text, words: list[str], gaps: tuple[str, ...], double: dict[str, str] | None = None
) -> None:
    for number, word in enumerate(words):
        out.sign(draw(st.sampled_from(gaps)) if number else "")
        for char in word:
            out.visible((double or {}).get(char, char))


@st.composite
def json_files(draw: Draw) -> File:
    """A document with one jabatan as JSON, its characters escaped or not."""
    said: dict[str, str] = {}
    marks: dict[str, tuple[int, int]] = {}
    out = Text()

    def value(pointer: str) -> None:
        words = draw(SENTENCES)
        said[pointer], first = " ".join(words), len(out.places)
        out.sign('"')
        for number, word in enumerate(words):
            out.sign(draw(st.sampled_from([" ", "  ", "\\n", "\\t", "\\u0020", "\\u00a0", "\u2003"])) if number else "")
            for char in word:
                out.visible(draw(st.sampled_from(_json_escapes(char))))
        out.sign('"')
        marks[pointer] = (first, len(out.places))

    out.sign('{"skema": "iki/1", "instansi": {"nama": ')
    value("/instansi/nama")
    out.sign('},\n\t"jabatan": [{"nama":')
    value("/jabatan/0/nama")
    out.sign(', "tugas": [')
    for number in range(draw(st.integers(1, 3))):
        out.sign(",\n  " if number else "")
        value(f"/jabatan/0/tugas/{number}")
    out.sign("]}]}\n")
    return _file(out, said, marks, draw(st.sampled_from(["\n", "\r\n"])), draw(st.sampled_from(["", "\ufeff"])))


def _json_escapes(char: str) -> list[str]:
    pair = char.encode("utf-16-be").hex()
    plain = [NAMED[char]] if char in '"\\' else [char] * 12
    return [*plain, "".join(f"\\u{pair[i : i + 4]}" for i in range(0, len(pair), 4))]
