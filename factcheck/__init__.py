"""factcheck, the linter for facts: finds statements in a set of documents that cannot all be true."""

__version__ = "0.1.0"
