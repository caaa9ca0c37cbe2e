"""A pack of rules whose checks fail, as an installed package."""

from __future__ import annotations

import os
from pathlib import Path

CHECKS = """
import os, sys, time
from pathlib import Path
from iki_lint.hits import Hit

def gagal(analysis, options):
    raise ValueError("tidak \x1b[2J terduga")
    yield

def setengah(analysis, options):
    yield Hit("/jabatan", None)
    raise KeyError("setengah")

def dalam(analysis, options):
    return dalam(analysis, options)

def memori(analysis, options):
    bytes(1 << 60)
    yield

def keluar(analysis, options):
    sys.exit(0)
    yield

def alamat(analysis, options):
    yield Hit("/tidak/ada", None)

def menunggu(analysis, options):
    if "tunggu" in analysis.document.instansi.nama.value:
        Path(f"mulai-{os.getpid()}").touch()
        time.sleep(60)
    return iter(())

def keras(analysis, options):
    menunggu = Path(f"mulai-{os.getpid()}")
    try:
        menunggu.touch()
        time.sleep(60)
    except KeyboardInterrupt:
        Path(f"pertama-{os.getpid()}").touch()
        time.sleep(60)
    yield

def mati(analysis, options):
    os.kill(os.getpid(), 9)
    yield
"""
RULE = """
code: {code}
name: rewel-{check}
severity: info
check: rewel.checks.{check}
summary: {{id: a, en: a}}
message: {{id: a, en: a}}
why: {{id: a, en: a}}
suggestion: {{id: a, en: a}}
"""


def install(folder: Path, *checks: str) -> dict[str, str]:
    """Write the package with a rule for each check, RWL001 and on; the environment in which it is installed."""
    rules = {f"rewel/rules/{n}.yaml": RULE.format(code=f"RWL00{n}", check=c) for n, c in enumerate(checks, 1)}
    files = {
        "rewel/__init__.py": "",
        "rewel/checks.py": CHECKS,
        **rules,
        "rewel-1.dist-info/METADATA": "Name: rewel\nVersion: 1\n",
        "rewel-1.dist-info/entry_points.txt": "[iki_lint.packs]\nrewel = rewel\n",
    }
    for name, content in files.items():
        (folder / "lib" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "lib" / name).write_text(content, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder / "lib"), os.environ.get("PYTHONPATH"))))}
