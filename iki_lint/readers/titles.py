"""What a line of a laid-out document is, by its words: a label, a title, an office, a region, a jabatan, a caption."""

from __future__ import annotations

import re
from dataclasses import dataclass

from iki_lint.document.printed import Printed
from iki_lint.language.names import unit_name

_LABELS = {
    "jabatan": r"(?:nama\s+)?jabatan",
    "unit": r"unit(?:\s+(?:kerja|organisasi))?",
    "atasan": r"atasan(?:\s+langsung)?",
    "instansi": r"(?:nama\s+)?(?:instansi|perangkat daerah|opd|skpd|unit organisasi)|nama organisasi",
    "tugas": r"(?:(?:uraian|rincian)\s+)?tugas(?:\s+(?:pokok|jabatan|utama))?(?:\s+(?:dan|&)\s+fungsi)?"
    r"|ikhtisar jabatan|tupoksi",
    "fungsi": r"(?:uraian\s+)?fungsi(?:\s+jabatan)?",
    "visi": r"visi",
    "misi": r"misi(?:\s*(?:ke\W?)?\d+)?",
    "tujuan": r"tujuan(?:\s*\d+)?",
    "tahun": r"(?:tahun|periode)(?:\s+anggaran)?",
}
_ANY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS.items())
_LABEL = re.compile(rf"(?:{_ANY})\s*:\s*", re.IGNORECASE)
_ALONE = re.compile(rf"(?:{_ANY})\s*:?$", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:mempunyai|memiliki|menyelenggarakan(?=\s+fungsi))\s+(?P<what>tugas|fungsi)\b"
    r"(?:\s+(?:pokok|utama|jabatan|dan fungsi|meliputi|yaitu|adalah|sebagai ?berikut|sebagaimana dimaksud[^:]*))*"
    r"\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
TITLE = re.compile(
    r"^(?:lampiran\b.*|(?:cascading\b.*?)?pohon kinerja\b\s*(?P<office>.*)|perjanjian kinerja\b.*"
    r"|.*\b(?:indikator kinerja (?P<kind>individu|utama)|ik[iu])\b.*)$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:(?:\.\s?){5}|…\s?…)[.…\s]*(?:\d{1,3}|[ivxl]{1,6})$|^daftar (?:isi|tabel|gambar|lampiran)$", re.IGNORECASE
)
_OVER_ALL = re.compile(r"lampiran|pohon|cascading", re.IGNORECASE)
_SAYS = re.compile(r"[.;]$|\b(?:ini|adalah|merupakan|disusun|sebagai\w*|dalam|bahwa|agar|tercantum|meliputi)\b", re.I)
_CAPTION = re.compile(
    r"^(?:tabel\s+[\d.IVX]+\b.*|(?:(?:indikator|target|sasaran|capaian|rencana)(?: dan)? )*(?:indikator|kinerja|target)"
    r"|indikator kinerja (?:individu|utama)(?: \(?ik[iu]\)?)?"
    r"|(?:matriks|pengukuran|penetapan|perjanjian) .*\bkinerja\b.*)\s*:?$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"^(?:nama|nip|pangkat|gol(?:ongan)?|eselon|kelas jabatan|kode jabatan|pendidikan)\b[^:]{0,30}:", re.IGNORECASE
)
_HOLDER = re.compile(r"^(?:nama(?: (?:pegawai|pejabat|lengkap))?|nip|(?:pangkat|gol)\b.{0,20}|eselon)$", re.IGNORECASE)
_FURNITURE = re.compile(r"^(?:nomor|tanggal|tentang|lampiran|keputusan|peraturan)\b", re.IGNORECASE)
REGION = re.compile(
    r"^(?:pemerintah\s+)?(?P<name>(?:kabupaten|kota|provinsi)\s+.+?)(?:\s+tahun(?:\s+anggaran)?\s+\d{4})?$", re.I
)
_KINDS = r"(?:dinas|badan|kecamatan|kelurahan|inspektorat|kantor|sekretariat|satuan|rumah sakit|rsud)\b"
OFFICE = re.compile(rf"^{_KINDS}", re.IGNORECASE)
_OFFICE = re.compile(
    rf"(?P<nama>{_KINDS}.*?)(?:\s+(?P<daerah>(?:kabupaten|kota|provinsi)\s+(?!dan\b)\S.*?))??"
    r"(?:\s+(?:untuk\s+)?tahun(?:\s+anggaran)?\s+\d{4}.*)?[.,]?$",
    re.IGNORECASE,
)
_NAMED_BY_REGION = re.compile(r"rsud|rumah sakit(?: umum)?(?: daerah)?|kantor", re.IGNORECASE)
_LED = re.compile(r"(?:kepala|sekretaris|direktur)\s+$", re.IGNORECASE)
LEADER = re.compile(r"(?:kepala|sekretaris)\s+(?=(?:dinas|badan|inspektorat)\b)", re.IGNORECASE)
_NO_YEAR = re.compile(
    r"20\d\d\s*(?:[-–—/]|s\.?\s?d\.?|sampai(?: dengan)?)\s*(?:tahun\s+)?(?:20)?\d\d|nomor\b.*?\btahun\s+20\d\d"
    r"|nomor\s*:?\s*\S+|\b\d{1,2}\s+[a-z]+\s+20\d\d",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")
_YEAR_LINE = re.compile(
    r"^\W*(?:(?:pada|untuk)\s+)?(?:(?:tahun|periode|ta\.?)\s*)*(?:anggaran\s*)?:?\s*20\d\d\W*$", re.I
)
_STRUCTURAL = r"kepala|ka\.|kasie?|kasub\w*|kabid|kabag|sekretaris|camat|lurah|(?:wakil )?direktur|inspektur|irban"
HEAD = re.compile(rf"(?:(?:plt|plh|pj)\.?\s+)?(?:{_STRUCTURAL})\b", re.IGNORECASE)
_POST = re.compile(
    rf"(?:(?:plt|plh|pj)\.?\s+)?(?:{_STRUCTURAL}|asisten|ajudan|bendahara|staf\w*|analis|administrator|auditor|apoteker"
    r"|arsiparis|bidan|dokter|guru|juru|nutrisionis|sanitarian|operator|teknisi|pramu\w*|pranata|verifikator|surveyor"
    r"|asesor|assessor|widyaiswara|fasilitator|konselor|komandan|polisi pamong praja|jabatan fungsional|koordinator"
    r"|sub ?koordinator|ketua tim|radiografer|fisioterapis|epidemiolog\w*|statistisi|instruktur|medik|paramedik"
    r"|(?!pemerintah|pejabat|pegawai|pembina\b|pedoman|perihal)(?:pe(?!r)\w+|pera\w+|pere\w+)(?<!an))\b.*"
    r"|.*\b(?:ahli (?:pertama|muda|madya|utama)|terampil|mahir|penyelia)$",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    ("di", "dan", "pada", "untuk", "yang", "dengan", "ke", "dari", "atau", "serta", "tahun", "tk", "dr.", "drg.")
)
_MOST_WORDS = 14


_TITLED_POST = re.compile(
    r"\bindividu\b(?:\s*\(?iki\)?)?\s*[-–:]?\s*(?P<post>.+?)(?:\s+tahun(?:\s+anggaran)?\s+\d{4}.*)?$", re.IGNORECASE
)
_SUPERIOR = re.compile(r"\bselaku atasan\b|\bdisebut\b.*\bpihak kedua\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Office:
    """An office and its region as one line names them."""

    nama: Printed
    daerah: Printed | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """ "Kepala Seksi X mempunyai tugas …": who, tugas or fungsi, and what is said of it before a list or at all."""

    who: Printed
    what: str
    rest: str


def sentence(text: Printed) -> Sentence | None:
    """What a sentence tells of someone's tugas or fungsi; None where it tells of something else."""
    found = _SENTENCE.search(text.text)
    if found is None:
        return None
    before = text.cut(0, found.start())
    who = before.cut(before.text.rfind(",") + 1)
    return Sentence(who, found["what"].lower(), found["rest"].strip())


def label(text: str) -> re.Match[str] | None:
    """The label with which a line begins, or that it is."""
    alone = _ALONE.match(text)
    return _LABEL.match(text) or (alone if text[:1].isupper() or text.endswith(":") else None)


def opens_list(text: Printed) -> bool:
    """Whether a sentence only says whose tugas or fungsi stand below it."""
    found = sentence(text)
    named = found is not None and (names_post(found.who.text) or names_unit(found.who.text))
    return named and found is not None and found.rest in ("", ":")


def is_label(text: str) -> bool:
    """Whether a text is a label and nothing else."""
    return bool(_ALONE.match(text))


def is_title(text: str) -> bool:
    """Whether a line is a title of the document or of one of its parts, not a sentence about it."""
    return bool(TITLE.match(text)) and (text.lower().startswith("lampiran") or not _SAYS.search(text))


def is_contents(text: str) -> bool:
    """Whether a line belongs to a table of contents: its heading, or dots and the number of a page at its end."""
    return bool(_CONTENTS.search(text))


def heads_all(text: str) -> bool:
    """Whether a title stands over all jabatan, however often it is repeated: an annex's, a tree's."""
    return bool(_OVER_ALL.match(text))


def is_sentence(text: str) -> bool:
    """Whether a line is too long for a heading, or closed as headings are not."""
    return len(text.split()) > _MOST_WORDS or text.endswith((".", ";"))


def is_caption(text: str) -> bool:
    """Whether a line only names the table below it."""
    return bool(_CAPTION.match(text))


def names_person(text: str) -> bool:
    """Whether a text is a label of who holds the jabatan and nothing else."""
    return bool(_HOLDER.match(text))


def is_person(text: str) -> bool:
    """Whether a line says who holds the jabatan, which has no key."""
    return bool(_PERSON.match(text))


def is_furniture(text: str) -> bool:
    """Whether a line repeats the decree's number, date or subject above its annex."""
    return bool(_FURNITURE.match(text))


def names_post(text: str) -> bool:
    """Whether a line is the name of a jabatan and nothing else."""
    words = text.split()
    titled = all(not word[0].islower() or word in _PARTICLES for word in words)
    plain = not re.search(r"[:;,.]$|\d", text) and ":" not in text
    return titled and plain and len(words) <= _MOST_WORDS and bool(_POST.fullmatch(text))


def post_in(title: Printed) -> Printed | None:
    """The jabatan that a title names, without the office behind it."""
    found = _TITLED_POST.search(title.text)
    if found is None:
        return None
    post = title.cut(*found.span("post"))
    led = _OFFICE.search(post.text)
    if led and not _LED.search(post.text[: led.start()]):
        post = post.cut(0, led.start())
    return post if names_post(post.text) else None


def names_superior(text: str) -> bool:
    """Whether a line of an agreement says that who was named above it is the superior."""
    return bool(_SUPERIOR.search(text))


def names_unit(text: str) -> bool:
    """Whether a line is the name of a unit and nothing else, not of who leads it."""
    titled = all(not word[0].islower() or word in _PARTICLES for word in text.split())
    plain = titled and len(text.split()) <= _MOST_WORDS and not re.search(r"[:;.]$", text)
    return plain and bool(unit_name(text)) and not HEAD.match(text)


def office(text: Printed, *, inside: bool = False) -> Office | None:
    """The office that a line begins with, or that it names somewhere `inside`; not the one a leader is named by."""
    found = _OFFICE.search(text.text) if inside else _OFFICE.match(text.text)
    while found and inside and _LED.search(text.text[: found.start()]):
        found = _OFFICE.search(text.text, found.start() + 1)
    if found is None:
        return None
    if found["daerah"] is None or _NAMED_BY_REGION.fullmatch(found["nama"]):
        end = found.end("daerah") if found["daerah"] else found.end("nama")
        return Office(text.cut(found.start(), end), None)
    return Office(text.cut(*found.span("nama")), text.cut(*found.span("daerah")))


def year(text: str) -> int | None:
    """The year that a line sets for the document; a period, a date and a regulation's year set none."""
    found = _YEAR.search(_NO_YEAR.sub(" ", text))
    return int(found[0]) if found else None


def is_year(text: str) -> bool:
    """Whether a line says a year and nothing else."""
    return bool(_YEAR_LINE.match(text))
