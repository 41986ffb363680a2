"""What takes a second to make: one at a time, and only a few wait for their turn.

Whoever waits holds a thread of those that answer everything else too.
"""

from collections.abc import Callable, Hashable
from threading import BoundedSemaphore, Lock

from memmap.api.answers import BusyError
from memmap.i18n import gettext as _
from memmap.sharing.cache import ByteCache

MOST_WAITING = 8
_places = BoundedSemaphore(MOST_WAITING)
_turn = Lock()


def made_once(kept: ByteCache, key: Hashable, make: Callable[[], bytes]) -> bytes:
    """Return what was kept under a key, else make it and keep it.

    Equal requests that wait for each other get what the first of them made.

    Raises:
        BusyError: Too many wait already.
    """
    found = kept.get(key)
    if found is not None:
        return found
    if not _places.acquire(blocking=False):
        raise BusyError(_("The server is drawing for others; try again in a minute."))
    try:
        with _turn:
            found = kept.get(key)
            if found is None:
                found = make()
                kept.keep(key, found)
            return found
    finally:
        _places.release()
