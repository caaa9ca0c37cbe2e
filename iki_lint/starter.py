"""The files that a project begins with; none is ever overwritten, and all are written or none."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from iki_lint import __version__
from iki_lint.config_file import NAME, written
from iki_lint.errors import InputError
from iki_lint.output import save

TARGETS = {
    "github": (".github/workflows/iki-lint.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab.yml"),
    "pre-commit": (".pre-commit-config.yaml", "pre-commit.yaml"),
}


def start(folder: Path, kinds: Iterable[str]) -> list[str]:
    """Write the configuration and what `kinds` of TARGETS ask for; the paths written, seen from the folder.

    A project that has a configuration keeps it where there are kinds. Raises InputError where a file is there already
    or cannot be written; the folder is then as it was.
    """
    wanted = {path: template(name) for path, name in map(TARGETS.__getitem__, kinds)}
    if not wanted or not written(folder):
        wanted = {NAME: template("iki-lint.yaml"), **wanted}
    for path, text in wanted.items():
        there = written(folder) if path == NAME else None
        if there or (folder / path).exists():
            raise InputError(str(there.name if there else path), "exists", detail=text)
    _save(folder, wanted)
    return list(wanted)


def template(name: str) -> str:
    """A template, for this version of iki-lint."""
    text = (files("iki_lint") / "templates" / name).read_text(encoding="utf-8")
    return text if name == "iki-lint.yaml" else text.replace("{version}", __version__)


def _save(folder: Path, wanted: dict[str, str]) -> None:
    made: list[Path] = []
    try:
        for path, text in wanted.items():
            for parent in reversed((folder / path).parents):
                if not parent.exists():
                    parent.mkdir()
                    made.append(parent)
            save([text.encode()], folder / path)
            made.append(folder / path)
    except (InputError, OSError) as error:
        for each in reversed(made):
            each.rmdir() if each.is_dir() else each.unlink()
        if isinstance(error, OSError):
            raise InputError(str(error.filename), "unwritable", detail=error.strerror or "") from error
        raise
