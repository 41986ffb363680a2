"""Answers of online geocoders, kept on disk: no answered query is sent twice.

The cache stands outside the rate limiter, so that a cached answer costs no delay. "Nothing found"
is an answer too.
"""

import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from memmap.geocoding.answers import Answer
from memmap.geocoding.normalize import key
from memmap.geocoding.resolution import Query

FORM = 2
"""Of what is kept; an answer of another form is asked for again."""
_log = logging.getLogger(__name__)


class AnswerCache:
    """A SQLite file of answers, safe for several processes. A corrupt one is begun anew."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        try:
            self._create()
        except sqlite3.DatabaseError:
            path.replace(path.with_suffix(".corrupt"))
            self._create()

    def _create(self) -> None:
        with closing(self._open()) as database, database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS answer (question TEXT PRIMARY KEY, "
                "found TEXT NOT NULL, date TEXT DEFAULT CURRENT_TIMESTAMP)"
            )

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30)

    def get(self, provider: str, query: Query) -> Answer | None:
        """Return a kept answer; an empty list is "nothing found", None is "never asked"."""
        try:
            with closing(self._open()) as database:
                row = database.execute(
                    "SELECT found FROM answer WHERE question = ?", (_question(provider, query),)
                ).fetchone()
            answer: Answer | None = json.loads(row[0]) if row else None
        except (sqlite3.Error, ValueError) as error:
            _log.warning("%s cannot be read: %s", self._path.name, error)
            return None
        return answer

    def put(self, provider: str, query: Query, found: Answer) -> None:
        """Keep an answer; where the disk takes none, say so in the log and go on."""
        try:
            with closing(self._open()) as database, database:
                database.execute(
                    "INSERT OR REPLACE INTO answer (question, found) VALUES (?, ?)",
                    (_question(provider, query), json.dumps(found, ensure_ascii=False)),
                )
        except sqlite3.Error as error:
            _log.warning("%s cannot be written: %s", self._path.name, error)


def _question(provider: str, query: Query) -> str:
    asked = [FORM, provider, key(query.text), query.country]
    return json.dumps(asked, ensure_ascii=False)
