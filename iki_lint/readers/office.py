"""Older and other office files, made Word or Excel files by LibreOffice, which reaches nothing outside of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from iki_lint import content
from iki_lint.errors import InputError, beyond
from iki_lint.files import OLDER
from iki_lint.limits import Limits

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def converted(data: bytes, path: Path, limits: Limits) -> tuple[str, bytes]:
    """A file's content as .docx or .xlsx, and which. Raises InputError without LibreOffice, or where it fails."""
    office = _program()
    if office is None:
        raise InputError(str(path), "office", detail=path.suffix)
    with tempfile.TemporaryDirectory(prefix="iki-lint-") as name:
        folder = Path(name)
        given = folder / f"dokumen{path.suffix.lower()}"
        given.write_bytes(data)
        _profile(folder / "profil")
        form = OLDER[given.suffix]
        _run(office, folder, given, form, path, limits)
        made = folder / "hasil" / f"dokumen.{form}"
        if not made.is_file():
            raise InputError(str(path), "damaged", detail="LibreOffice tidak dapat membacanya")
        return f".{form}", content.data(made, limits)


def _program() -> str | None:
    """LibreOffice, but never a file of that name in the working folder, where Windows looks first."""
    found = shutil.which("soffice")
    if found and Path(found).is_absolute():
        return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def _profile(folder: Path) -> None:
    """A profile of LibreOffice that runs no macro, updates no link and knows no way to a network."""
    (folder / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    space = 'xmlns:oor="http://openoffice.org/2001/registry"'
    (folder / "user" / "registrymodifications.xcu").write_text(
        f"<oor:items {space}>{items}</oor:items>", encoding="utf-8"
    )


@contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a session of its own; in the end all that it has begun ends with it."""
    quiet, env = subprocess.DEVNULL, {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, env=env) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()


def _run(office: str, folder: Path, given: Path, form: str, path: Path, limits: Limits) -> None:
    command = [office, f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", form, "--outdir", str(folder / "hasil"), str(given)]
    try:
        with _started(command) as process:
            process.wait(limits.office_seconds)
    except subprocess.TimeoutExpired as error:
        raise beyond(limits, "office_seconds", str(path)) from error
    except OSError as error:
        raise InputError(str(path), "office", detail=path.suffix) from error
