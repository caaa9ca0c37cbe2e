"""Print the licences of all that iki-lint needs to run, as they are installed here: a Markdown table.

python .ci/licences.py
"""

from __future__ import annotations

from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def needed(name: str, found: dict[str, Distribution]) -> dict[str, Distribution]:
    """What a package needs, and what that needs in turn; without extras."""
    for requirement in map(Requirement, distribution(name).requires or ()):
        key = canonicalize_name(requirement.name)
        if key not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            found[key] = distribution(requirement.name)
            needed(requirement.name, found)
    return found


def licence(package: Distribution) -> str:
    """As the package says it: an SPDX expression, else its classifiers, else a short text of its own."""
    said = package.metadata
    classified = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or () if c.startswith("License :: ")]
    free = (said["License"] or "").strip()
    return said["License-Expression"] or ", ".join(classified) or (free if 0 < len(free) < 60 else "see its files")


if __name__ == "__main__":
    print("| package | version | licence |\n|---|---|---|")
    for name, package in sorted(needed("iki-lint", {}).items()):
        print(f"| {name} | {package.version} | {licence(package)} |")
