"""Pytest plugin for mutation testing: nothing that was worked out before a mutant was switched on is remembered.

mutmut runs the tests once to learn which of them reach a function, and then for each mutant in a copy of that process.
What a cached function remembers would hide the functions behind it from the one, and mutants from the other.
"""

from __future__ import annotations

import os
import sys
from inspect import signature


def _forget() -> None:
    """Clear the caches of functions of something; those without parameters only load what the tests never change."""
    modules = [
        module for name, module in sys.modules.items() if name.startswith("iki_lint") and name != "iki_lint.data"
    ]
    for value in {value for module in modules for value in vars(module).values() if hasattr(value, "cache_clear")}:
        if signature(value).parameters:
            value.cache_clear()


def pytest_collection_finish() -> None:
    _forget()


def pytest_runtest_setup() -> None:
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        _forget()
