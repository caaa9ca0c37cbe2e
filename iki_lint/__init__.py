"""iki-lint: a rule-based compliance linter for Indonesian performance-indicator documents."""

__version__ = "0.1.0"
