"""Ctrl-C and SIGTERM: the first lets a command end in order, the second ends it at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_PATIENCE = 1.0  # seconds in which a worker closes what it has open


def heed() -> None:
    """From now on the first of these signals raises KeyboardInterrupt; one that is ignored stays so."""
    for each in _SIGNALS:
        if signal.getsignal(each) != signal.SIG_IGN:
            signal.signal(each, _first)


def _first(_: int, __: FrameType | None) -> None:
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_DFL)
    raise KeyboardInterrupt


@contextmanager
def held() -> Iterator[None]:
    """The signals wait: a process that is begun meanwhile has its own way with them before the first arrives."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def as_worker() -> None:
    """This process ends when its parent says so or is no more, and not by a Ctrl-C, which every process is sent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    Thread(target=_with_parent, daemon=True).start()


def _with_parent() -> None:
    from multiprocessing import parent_process  # a run of one process does without

    parent = parent_process()
    if parent:
        parent.join()
    os._exit(1)


@contextmanager
def closing() -> Iterator[None]:
    """Work of a worker: told to end, it closes what it has open first (a program that it runs, a folder)."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        os._exit(1)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def end_workers() -> None:
    """End every process that this one has begun."""
    from multiprocessing import active_children

    workers = active_children()
    for each in workers:
        each.terminate()
    for each in workers:
        each.join(_PATIENCE)
        each.kill()
