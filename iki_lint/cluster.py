"""Work on a cluster of dask.distributed: its workers examine the documents and compare them with one another.

They see the files under the same paths. Digests stay on the workers, each beside the document that it was made of, and
are merged there as a tree. What a worker that dies had made is made again by others: that is dask's own doing, for
everything here is a task, the plan too.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import chdir, contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from operator import getitem
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

from iki_lint import __version__, pool
from iki_lint.corpus.findings import Suspected, suspected
from iki_lint.corpus.model import Corpus
from iki_lint.errors import InputError
from iki_lint.outcome import decode, encode
from iki_lint.plan import Plan

if TYPE_CHECKING:
    from distributed import Client, Future

_Item: TypeAlias = Path | InputError
_Digests: TypeAlias = tuple[bytes, ...]
_Ready: TypeAlias = Callable[[_Item], bytes | None]
_Work: TypeAlias = Callable[[_Item], bytes]
_PATIENCE = "5s"
_AHEAD, _LEAST = 4, 64
_FAN = 8
_TURN = Lock()


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler is at an address. Raises InputError where dask, scheduler or workers are missing."""
    try:
        from distributed import Client
        from distributed.comm.addressing import resolve_address
    except ImportError as error:
        raise InputError(address, "dask") from error
    for name in ("distributed", "distributed.client"):  # what a user has to know is an InputError
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        resolve_address(address)  # a client that fails for its address would leave a thread behind
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(address, "scheduler") from error
    with client:
        yield Cluster(client, address)


class Cluster:
    """A `run.Crew`: what it raises where the cluster is lost is an InputError."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address
        self._digests: list[Future[Any]] = []
        folder = Path.cwd()
        fit = client.run(_fit, __version__, folder, on_error="return")
        if not fit or any(answer is not True for answer in fit.values()):
            raise InputError(address, "workers", version=__version__, folder=str(folder))

    def each(self, items: Iterable[_Item], ready: _Ready, prepare: Callable[[], _Work]) -> Iterator[bytes]:
        """What comes of each item, in order; only some are begun ahead of the one that is waited for.

        What is `ready` is asked of the workers too: the files and what earlier runs have kept are nearer to them.
        """
        work = self._submit(pickle.loads, pickle.dumps((Path.cwd(), ready, prepare())))
        ahead = max(_LEAST, _AHEAD * sum(self._client.nthreads().values()))
        return pool.in_order((self._begin(work, item) for item in items), ahead)

    def _begin(self, work: Future[Any], item: _Item) -> Callable[[], bytes]:
        both = self._submit(_examined, work, item)
        self._digests.append(self._submit(getitem, both, 1))
        path = item.path if isinstance(item, InputError) else str(item)
        return partial(self._result, self._submit(getitem, both, 0), path)

    def suspected(self, asked: tuple[str, ...], plan: Plan) -> Suspected:
        """What the rules over several documents suspect of those that are asked, of all that were examined."""
        parts = self._digests  # each is held to the end, so that no death costs more than what was there
        while len(parts) > 1:
            parts = [self._submit(_merged, *parts[at : at + _FAN]) for at in range(0, len(parts), _FAN)]
        said: Suspected = self._result(self._submit(_suspected, *parts, pickle.dumps((asked, plan))), self._address)
        return said

    def _submit(self, function: Callable[..., Any], *args: object) -> Future[Any]:
        """A task of this run only: a file may be another one in the next."""
        return self._client.submit(function, *args, pure=False)

    def _result(self, future: Future[Any], place: str) -> Any:
        from distributed import KilledWorker

        try:
            return future.result()
        except CancelledError as error:
            raise InputError(self._address, "scheduler") from error
        except KilledWorker as error:
            raise InputError(place, "killed") from error


# -- on a worker -------------------------------------------------------------------------------------------------------


def _fit(version: str, folder: Path) -> bool:
    return version == __version__ and folder.is_dir()


def _examined(work: tuple[Path, _Ready, _Work], item: _Item) -> tuple[bytes, _Digests]:
    """What comes of a document without its digest, and that."""
    folder, ready, make = work
    with _TURN, chdir(folder):  # the folder is the whole process's; and only one thread runs Python at a time anyhow
        outcome = decode(ready(item) or make(item))
    return encode(replace(outcome, digest=b"")), (outcome.digest,) if outcome.digest else ()


def _merged(*parts: _Digests) -> _Digests:
    return tuple(chain(*parts))


def _suspected(digests: _Digests, given: bytes) -> Suspected:
    asked, plan = pickle.loads(given)
    return suspected(Corpus.of(digests, asked), plan)
