"""The form of the configuration as a JSON Schema: what a file is checked by, and what editors complete from."""

from __future__ import annotations

from typing import Any

from iki_lint.checks.common import FORMATS
from iki_lint.limits import DEEPEST, DEFAULTS, NAMES, WORDS
from iki_lint.rules import CHANGES

_MOST_STARS, _MOST_FOLDERS, _LONGEST = 3, 2, 200


def _is_modest(given: object) -> bool:
    """Whether a pattern of files is tried in a moment on any name that a file may have."""
    names = str(given).split("/")
    stars = max((name.count("*") for name in names if name != "**"), default=0)
    if stars > _MOST_STARS or names.count("**") > _MOST_FOLDERS or len(str(given)) > _LONGEST:
        raise ValueError(f"pola berkas terlalu rumit: paling banyak {_MOST_STARS} bintang dalam satu nama, dua “**”")
    return True


FORMATS["berkas"] = _is_modest, (ValueError,)
_PLACES: dict[str, Any] = {"type": "string", "format": "berkas", "minLength": 1}
_SEVERITY = CHANGES["severity"]
_NAMES: dict[str, Any] = {"type": "array", "items": {"type": "string", "minLength": 1}, "default": []}
_WORDS: dict[str, Any] = {"type": "array", "items": {"type": "string", "pattern": r"^\S+$"}, "default": []}
_FAIL_ON: dict[str, Any] = {"enum": ["error", "warning", "info", "never"], "default": "error"}
_CHANGE: dict[str, Any] = {"type": "object", "properties": CHANGES, "additionalProperties": False}
_CHANGES: dict[str, Any] = {"type": "object", "additionalProperties": _CHANGE, "default": {}}
_SEVERITIES: dict[str, Any] = {"type": "object", "additionalProperties": _SEVERITY, "default": {}}
_FILES: dict[str, Any] = {
    "type": "object",
    "properties": {
        "berkas": {
            **_PLACES,
            "description": "Pola berkas seperti di .gitignore: arsip/, *.docx.",
        },
        "select": {**_NAMES, "description": "Di berkas itu hanya aturan ini."},
        "ignore": {**_NAMES, "description": "Di berkas itu tanpa aturan ini."},
    },
    "required": ["berkas"],
    "additionalProperties": False,
}
_CODE = {"type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$"}
_SUPPRESSION: dict[str, Any] = {
    "type": "object",
    "properties": {
        "aturan": {"oneOf": [_CODE, {"type": "array", "items": _CODE, "minItems": 1}], "description": "Kode aturan."},
        "berkas": {**_PLACES, "description": "Pola berkas; tanpa ini semua berkas."},
        "tempat": {"type": "string", "pattern": "^(/[^/]+)+$", "description": "Alamat: /jabatan/3, dan isinya."},
        "teks": {"type": "string", "pattern": r"\w", "description": "Kata dalam bagian yang dipersoalkan."},
        "alasan": {"type": "string", "pattern": r"\w", "description": "Mengapa temuan itu dibiarkan."},
    },
    "required": ["aturan", "alasan"],
    "additionalProperties": False,
}
_SUPPRESSIONS: dict[str, Any] = {"type": "array", "items": _SUPPRESSION, "default": []}
_PATH = r"^[^\x00]+$"
_FOLDERS: dict[str, Any] = {"type": "array", "items": {"type": "string", "pattern": _PATH}, "default": []}
_BASELINE: dict[str, Any] = {"type": ["string", "null"], "pattern": _PATH, "default": None}
_LIMITS: dict[str, Any] = {
    "type": "object",
    "properties": {
        key: {
            "type": "integer",
            "minimum": 1,
            **({"maximum": DEEPEST} if name == "depth" else {}),
            "default": getattr(DEFAULTS, name),
            "description": "Ditolak: " + WORDS[name]["id"].format(most="ini") + ".",
        }
        for key, name in NAMES.items()
    },
    "additionalProperties": False,
    "default": {},
}
_PER_PATH: dict[str, Any] = {"type": "array", "items": _FILES, "default": []}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "iki-lint.yaml, [tool.iki-lint]",
    "type": "object",
    "properties": {
        "select": {**_NAMES, "description": "Hanya aturan ini: kode, keluarga (FRM) atau nama. Kosong: semua."},
        "ignore": {**_NAMES, "description": "Tanpa aturan ini."},
        "severity": {**_SEVERITIES, "description": "Tingkat aturan atau keluarga: {FRM008: warning, EJA: info}."},
        "per-path": {**_PER_PATH, "description": "Aturan bagi berkas tertentu; polanya dari folder konfigurasi ini."},
        "fail-on": {**_FAIL_ON, "description": "Tingkat temuan yang menggagalkan."},
        "lang": {"enum": ["id", "en"], "default": "id", "description": "Bahasa pesan."},
        "packs": {**_FOLDERS, "description": "Folder aturan sendiri, dari folder konfigurasi ini."},
        "rules": {**_CHANGES, "description": "Perubahan aturan: severity, options (mengganti), add (menambah)."},
        "jabatan-resmi": {**_NAMES, "description": "Daftar jabatan resmi instansi (JBT003)."},
        "kamus": {**_WORDS, "description": "Kata sendiri yang benar bagi pemeriksa ejaan (EJA002)."},
        "abaikan": {**_SUPPRESSIONS, "description": "Temuan yang dibiarkan dengan alasan."},
        "baseline": {
            **_BASELINE,
            "description": "Berkas temuan lama (iki-lint baseline); hanya yang baru ditampilkan.",
        },
        "limits": {**_LIMITS, "description": "Batas besarnya sebuah dokumen; yang melampauinya ditolak."},
    },
    "additionalProperties": False,
}
