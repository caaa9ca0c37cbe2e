"""Files that are replaced as a whole or not at all, by reports and by the cache alike."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path


def replace(path: Path, content: Iterable[bytes], mode: int | None = None) -> None:
    """Replace a file, which then has that mode. Raises OSError.

    Whatever ends it, a full disk or Ctrl-C, the file then is as it was and nothing is left beside it.
    """
    draft: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            draft = Path(file.name)
            file.writelines(content)
        if mode is not None:
            draft.chmod(mode)
        draft.replace(path)
    except BaseException:
        if draft:
            draft.unlink(missing_ok=True)
        raise
