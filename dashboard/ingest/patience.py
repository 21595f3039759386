"""How long to wait before a database that failed is asked again, and when it counts as broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

FIRST_SECONDS, LONGEST_SECONDS, OPENS_AFTER = 1.0, 30.0, 3


@dataclass
class Patience:
    """Counts failures in a row. The circuit is open after three, until the first success.

    Examples
    --------
    >>> patience = Patience(chance=lambda: 1.0)
    >>> [patience.failed() for _ in range(7)]
    [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
    >>> patience.is_open, patience.succeeded(), patience.is_open
    (True, None, False)
    """

    chance: Callable[[], float]
    failures: int = 0

    def failed(self) -> float:
        """Count a failure and return the seconds to wait: doubled each time, from half to all of it."""
        self.failures += 1
        longest = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(self.failures - 1, 10))
        return max(FIRST_SECONDS, longest * (0.5 + self.chance() / 2))

    def succeeded(self) -> None:
        """Forget the failures."""
        self.failures = 0

    @property
    def is_open(self) -> bool:
        """Say whether the database has failed so often that its failing is told as a state."""
        return self.failures >= OPENS_AFTER
