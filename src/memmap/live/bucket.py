"""A token bucket: so many in the long run, and a burst at once."""

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """Counts what may still pass.

    Attributes:
        rate: Per second.
        burst: At once, after a rest.
    """

    rate: float
    burst: float
    left: float = -1
    at: float = 0

    def takes(self, now: float) -> bool:
        """Take one out at a time in seconds; return whether there was one."""
        if self.left < 0:
            self.left, self.at = self.burst, now
        self.left = min(self.burst, self.left + max(0.0, now - self.at) * self.rate)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
