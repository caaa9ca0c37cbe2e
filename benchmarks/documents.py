"""A document of about 60 pages in every format: python benchmarks/documents.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests import layouts  # noqa: E402
from tests.test_pdf import converted  # noqa: E402

SOURCES = ("dokumen/lamongan-pmd", "dokumen/disdik", "bersih/dlh")


def document() -> dict[str, Any]:
    """A document of three offices, one behind the other: about 60 pages."""
    parts = [yaml.safe_load((ROOT / "fixtures" / f"{name}.iki.yaml").read_text(encoding="utf-8")) for name in SOURCES]
    whole = layouts.printed(parts[2])
    whole["jabatan"] = [post for part in parts for post in layouts.printed(part)["jabatan"]]
    return whole


def text(document: dict[str, Any]) -> str:
    """The document as Markdown."""
    lines = [f"INDIKATOR KINERJA INDIVIDU {document['instansi']['nama']}", ""]
    for post in document["jabatan"]:
        lines += [f"JABATAN : {post['nama']}", ""]
        for key in ("tugas", "fungsi"):
            lines += [f"{key.upper()} :", *(f"{i}. {item};" for i, item in enumerate(post.get(key, []), 1)), ""]
        lines += ["| Sasaran | Indikator | Formulasi | Sumber Data |", "|---|---|---|---|"]
        for row in post.get("kinerja", []):
            for entry in row.get("indikator", []):
                cells = (
                    row.get("sasaran", ""),
                    entry["nama"],
                    entry.get("formulasi", "-"),
                    entry.get("sumber_data", "-"),
                )
                lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def write(folder: Path) -> None:
    """The document in every format, as a.docx, a.pdf and so on."""
    whole = document()
    layouts.write(whole, folder / "a.docx", layouts.PRINTED["ruled"])
    layouts.write_sheets(whole, folder / "a.xlsx", layouts.LAYOUTS["merged"], one_sheet=False)
    (folder / "a.md").write_text(text(whole), encoding="utf-8")
    for form in ("pdf", "doc"):
        converted([folder / "a.docx"], folder, form)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
