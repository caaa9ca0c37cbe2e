"""One document after another through the command line of iki-lint, in a process that can be killed."""

from __future__ import annotations

import io
import resource
import signal
import sys
import time
import traceback
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.mutate import SUFFIXES, mutant

SECONDS = 10.0
"""Of the processor that a document may take."""
_SPACE = 4 << 30  # of addresses: the machine's own protection; what is held is measured
_CHECK = ("check", "--no-cache", "--jobs", "1")
_COMMANDS: tuple[tuple[str, ...], ...] = (
    *(
        (*_CHECK, "--format", form)
        for form in ("text", "json", "sarif", "html", "csv", "github", "gitlab", "junit", "markdown")
    ),
    (*_CHECK, "--lang", "en", "--group-by", "jabatan", "--statistics", "--strict-reading"),
    ("convert",),
)
_MORE = {
    "yaml": (*_CHECK, "--diff", "--unsafe-fixes"),
    "json": (*_CHECK, "--diff", "--unsafe-fixes"),
    "docx": ("review", "--output", "tinjauan.docx"),
}


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a document: exit code, seconds of the processor, most memory so far in bytes, what went wrong."""

    number: int
    code: int
    seconds: float
    memory: int
    trouble: str = ""


def command(form: str, number: int) -> tuple[str, ...]:
    """What is asked of iki-lint for a document of that number: reports of all formats, and what else reads one."""
    every = (*_COMMANDS, _MORE[form]) if form in _MORE else _COMMANDS
    return every[number % len(every)]


def serve(pipe: Connection, form: str, bases: list[bytes], seed: int) -> None:
    """Try the documents whose numbers come through the pipe, and answer each."""
    resource.setrlimit(resource.RLIMIT_AS, (_SPACE, _SPACE))
    _prepared()
    with TemporaryDirectory() as folder:
        path = Path(folder, f"dokumen{SUFFIXES[form]}")
        while True:
            number = pipe.recv()
            data = mutant(form, bases, seed, number)
            path.write_bytes(data)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)  # the signal ends the process, whatever it is in
            ran = tried(path, command(form, number), number)
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send(ran)


def _prepared() -> None:
    """The rules and what is installed are looked for once, not for each document."""
    from iki_lint import packs, settings

    settings.planned = cache(settings.planned)
    packs.installed = cache(packs.installed)


def tried(path: Path, words: tuple[str, ...], number: int = 0) -> Ran:
    """Run a command on a file as the command line does, and see how it ends."""
    from iki_lint import cli

    made = [str(path.with_name(word)) if word == "tinjauan.docx" else word for word in words]
    sys.argv = ["iki-lint", *made, str(path)]
    out, err = io.StringIO(), io.StringIO()
    begin, code, trace = time.process_time(), 0, ""
    try:
        with redirect_stdout(out), redirect_stderr(err):
            cli.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        code, trace = 3, traceback.format_exc()
    seconds = time.process_time() - begin
    said = trace or (err.getvalue() if "Traceback" in err.getvalue() or code not in (0, 1, 2) else "")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Ran(number, code, seconds, memory, said)
