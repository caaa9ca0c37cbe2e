"""`python -m iki_lint`.

Python then looks for modules in the working folder first, where documents come from strangers: it is left out before
anything else is loaded. A folder `iki_lint` there cannot be helped: `iki-lint` and `python -P -m iki_lint` pass it by.
"""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]
    from iki_lint.cli import entry

    entry()
