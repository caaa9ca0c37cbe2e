"""What a line of a laid-out document is, by its words: a label, a title, an office, a region."""

from __future__ import annotations

import re

_LABELS = {
    "jabatan": r"(?:nama\s+)?jabatan",
    "unit": r"unit(?:\s+(?:kerja|organisasi))?",
    "atasan": r"atasan(?:\s+langsung)?",
    "instansi": r"instansi|perangkat daerah|opd|skpd|unit organisasi",
    "tugas": r"tugas(?:\s+(?:pokok|jabatan))?|ikhtisar jabatan|uraian tugas",
    "fungsi": r"fungsi",
    "visi": r"visi",
    "misi": r"misi(?:\s*(?:ke\W?)?\d+)?",
    "tujuan": r"tujuan(?:\s*\d+)?",
    "tahun": r"tahun(?:\s+anggaran)?",
}
LABEL = re.compile(
    r"(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS.items()) + r")\s*:\s*", re.IGNORECASE
)
BEGINS = re.compile(r"(?:" + "|".join(_LABELS.values()) + r")\s*:?$", re.IGNORECASE)
SENTENCE = re.compile(r"(?P<who>.*\b)mempunyai\s+(?P<what>tugas|fungsi)\b[^:]*:\s*$", re.IGNORECASE)
TITLE = re.compile(
    r"^(?:lampiran\b.*|(?:cascading\b.*?)?pohon kinerja\b\s*(?P<office>.*)"
    r"|.*\b(?:indikator kinerja (?P<kind>individu|utama)|ik[iu])\b.*)$",
    re.IGNORECASE,
)
REGION = re.compile(r"^(?:pemerintah\s+)?(?P<name>(?:kabupaten|kota|provinsi)\s+.+?)(?:\s+tahun\s+\d{4})?$", re.I)
OFFICE = re.compile(
    r"^(?:dinas|badan|kecamatan|kelurahan|inspektorat|kantor|sekretariat|satuan|rumah sakit|rsud)\b", re.IGNORECASE
)
LEADER = re.compile(r"(?:kepala|sekretaris)\s+(?=(?:dinas|badan|inspektorat)\b)", re.IGNORECASE)
YEAR = re.compile(r"\b(20\d\d)\b")
