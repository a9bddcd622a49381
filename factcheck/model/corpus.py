"""Model: the corpus as a whole, as far as several stages go by it."""

from __future__ import annotations

MANY = 20
"""From so many documents on a corpus may be of several publishers, and its own numbers tell what agrees in it as a rule.

A few documents are compared because somebody takes them to tell the same.
"""

LARGE = 100
"""From so many documents on what has no name (`the logo`, `the article`, `the last milestone`) is another thing in each of them."""
