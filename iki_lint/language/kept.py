"""What has been worked out of texts, and may be asked for again by another rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

_T = TypeVar("_T")
_all: list[_lru_cache_wrapper[Any]] = []
_MANY = 40_000  # texts; documents beside each other share some of them


def kept(most: int) -> Callable[[Callable[..., _T]], _lru_cache_wrapper[_T]]:
    """As functools.lru_cache, of no more than so many texts; `forget` lets go of it."""

    def keep(function: Callable[..., _T]) -> _lru_cache_wrapper[_T]:
        wrapped = lru_cache(maxsize=most)(function)
        _all.append(wrapped)
        return wrapped

    return keep


def forget() -> None:
    """Let go of everything where it is of many texts: the next document has its own."""
    if any(each.cache_info().currsize > _MANY for each in _all):
        for each in _all:
            each.cache_clear()
