"""Work on many things, one after the other or in several processes at once; what comes of them comes in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from iki_lint import interrupt

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
_AHEAD = 4
_work: Callable[[Any], Any]


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    items: Iterable[_Item],
    ready: Callable[[_Item], _Made | None],
    prepare: Callable[[], Callable[[_Item], _Made]],
    lost: Callable[[_Item], _Made],
    jobs: int,
) -> Iterator[_Made]:
    """What is made of each item: what is `ready`, else what the work makes of it that is prepared when first needed.

    Only a few items are taken ahead of the one that is waited for. An item is `lost` where each process that works on
    it dies; it never takes others with it. Where the work is broken off, by Ctrl-C or by who takes its results, so are
    the processes.
    """
    with ExitStack() as stack:
        start = _Start(stack, prepare, lost, jobs)
        known = ((item, ready(item)) for item in items)
        begun = (_known(made) if made is not None else start(item) for item, made in known)
        yield from in_order(begun, jobs * _AHEAD if jobs > 1 else 1)


def in_order(begun: Iterable[Callable[[], _Made]], ahead: int) -> Iterator[_Made]:
    """What comes of each piece of work, which is waited for by a call; no more than `ahead` are begun at once."""
    waiting: deque[Callable[[], _Made]] = deque()
    for each in begun:
        waiting.append(each)
        if len(waiting) >= ahead:
            yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()


def _known(made: _Made) -> Callable[[], _Made]:
    return lambda: made


class _Start(Generic[_Item, _Made]):
    """Begins the work on an item, here or in the pool, which is made when the first item asks for it."""

    def __init__(
        self,
        stack: ExitStack,
        prepare: Callable[[], Callable[[_Item], _Made]],
        lost: Callable[[_Item], _Made],
        jobs: int,
    ) -> None:
        self._stack, self._prepare, self._lost, self._jobs = stack, prepare, lost, jobs
        self._pool: ProcessPoolExecutor | None = None

    @cached_property
    def _work(self) -> Callable[[_Item], _Made]:
        return self._prepare()

    def __call__(self, item: _Item) -> Callable[[], _Made]:
        if self._jobs < 2:
            return partial(self._work, item)
        from concurrent.futures.process import BrokenProcessPool  # a run of one process does without

        try:
            future = self._sent(item)
        except BrokenProcessPool:
            self._pool = None
            future = self._sent(item)
        except OSError:  # the system lets no more be begun
            self._jobs = 1
            return partial(self._work, item)

        def wait() -> _Made:
            try:
                return future.result()
            except BrokenProcessPool:
                return self._alone(item)

        return wait

    def _sent(self, item: _Item) -> Future[_Made]:
        if self._pool is None:
            self._pool = self._stack.enter_context(self._processes(self._jobs))
        with interrupt.held():
            return self._pool.submit(_do, item)

    def _alone(self, item: _Item) -> _Made:
        """The work on an item in a process of its own: one that died took with it what others were doing."""
        from concurrent.futures.process import BrokenProcessPool

        with self._processes(1) as pool:
            try:
                with interrupt.held():
                    future = pool.submit(_do, item)
                made: _Made = future.result()
            except BrokenProcessPool:
                return self._lost(item)
            return made

    @contextmanager
    def _processes(self, count: int) -> Iterator[ProcessPoolExecutor]:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(count, initializer=_begin, initargs=(self._work,)) as pool:
            try:
                yield pool
            except BaseException:  # nobody waits for what they do
                pool.shutdown(wait=False, cancel_futures=True)
                interrupt.end_workers()
                raise


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    interrupt.as_worker()
    _work = work


def _do(item: Any) -> Any:
    with interrupt.closing():
        return _work(item)
