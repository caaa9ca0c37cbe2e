"""`python -m iki_lint`."""

from iki_lint.cli import entry

if __name__ == "__main__":
    entry()
