"""Answers that were costly to make, kept in memory up to a number of bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock


class ByteCache:
    """Keeps what was asked for last; safe between threads."""

    def __init__(self, most: int) -> None:
        """Keep at most so many bytes in all."""
        self._most = most
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> bytes | None:
        """Return what is kept, and count it as used just now."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Hashable, content: bytes) -> None:
        """Keep a content, and let go of what was not used for the longest time."""
        with self._lock:
            self._size += len(content) - len(self._kept.pop(key, b""))
            self._kept[key] = content
            while self._size > self._most:
                _key, old = self._kept.popitem(last=False)
                self._size -= len(old)
