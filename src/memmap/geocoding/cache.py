"""Answers of online geocoders, kept on disk: no answered query is sent twice.

The cache stands outside the rate limiter, so that a cached answer costs no delay. "Nothing found"
is an answer too. Several processes may share the file; they share the provider's pace through it.
"""

import json
import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from memmap.geocoding.answers import Answer, is_answer
from memmap.geocoding.normalize import key
from memmap.geocoding.resolution import Query

FORM = 2
"""Of what is kept; an answer of another form is asked for again."""
LONGEST_QUEUE = 600.0
"""Seconds; a turn that is further off was reserved by a clock that has since been set back."""
_TABLES = """
CREATE TABLE IF NOT EXISTS answer (
    question TEXT PRIMARY KEY, found TEXT NOT NULL, date TEXT DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE IF NOT EXISTS pace (provider TEXT PRIMARY KEY, turn REAL NOT NULL);
"""
_log = logging.getLogger(__name__)
T = TypeVar("T")


class AnswerCache:
    """A SQLite file of answers, safe for several processes.

    A corrupt one is put aside, as ``.corrupt``, and begun anew. Where the disk is full or the file
    cannot be opened, geocoding goes on without it, and the log says so.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, provider: str, query: Query) -> Answer | None:
        """Return a kept answer; an empty list is "nothing found", None is "never asked"."""
        question = (_question(provider, query),)
        row = self._do(
            lambda database: database.execute(
                "SELECT found FROM answer WHERE question = ?", question
            ).fetchone(),
            None,
        )
        try:
            found = json.loads(row[0]) if row else None
        except ValueError:
            return None
        return found if is_answer(found) else None

    def put(self, provider: str, query: Query, found: Answer) -> None:
        """Keep an answer."""
        values = (_question(provider, query), json.dumps(found, ensure_ascii=False))
        self._do(
            lambda database: database.execute(
                "INSERT OR REPLACE INTO answer (question, found) VALUES (?, ?)", values
            ),
            None,
        )

    def turn(self, provider: str, seconds: float) -> float:
        """Reserve the next request to a provider, so many seconds after the one before.

        Returns:
            The seconds to wait for it.
        """
        now = time.time()
        turn = self._do(
            lambda database: database.execute(
                """INSERT INTO pace VALUES (:provider, :now) ON CONFLICT (provider) DO UPDATE
                   SET turn = CASE WHEN turn > :now + :far THEN :now
                   ELSE max(:now, turn + :seconds) END RETURNING turn""",
                {"provider": provider, "now": now, "seconds": seconds, "far": LONGEST_QUEUE},
            ).fetchone()[0],
            now,
        )
        return max(0.0, float(turn) - now)

    def _do(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        for _attempt in range(2):
            try:
                return self._done(work)
            except (sqlite3.OperationalError, OSError) as error:
                _log.warning("%s is not used: %s", self._path.name, error)
                return otherwise
            except sqlite3.DatabaseError as error:
                _log.warning("%s is corrupt and begun anew: %s", self._path.name, error)
                self._put_aside()
        return otherwise

    def _done(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=30)) as database, database:
            database.executescript(_TABLES)
            return work(database)

    def _put_aside(self) -> None:
        try:
            self._path.replace(self._path.with_suffix(".corrupt"))
        except OSError as error:  # another process was faster, or the folder is read-only
            _log.warning("%s cannot be put aside: %s", self._path.name, error)


def _question(provider: str, query: Query) -> str:
    asked = [FORM, provider, key(query.text), query.country]
    return json.dumps(asked, ensure_ascii=False)
