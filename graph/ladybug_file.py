"""The file of the embedded store: held by one process, looked at before it is opened, laid out when it is new."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ladybug

from graph import cypher
from graph.freed_memory import give_back_memory
from graph.gate import Gate
from graph.ladybug_errors import forbidden, in_words, query_error
from graph.schema import META_LABEL
from graph.seal import distrust, seal, sealed, unseal
from ontology.errors import StoreQueryError, StoreUnavailable, WorkspaceLocked
from ontology.permission import is_denied

BUFFER_BYTES = 256 * 1024 * 1024
ADDRESS_SPACE_BYTES = 64 * 1024**3
ROOM_BYTES = 64 * 1024 * 1024
ROW_BYTES = 4096
ENGINE_ERRORS = (RuntimeError, ValueError)
"""All that the engine raises; the second when it reads a damaged text, or is given a list of unlike values."""
_REBUILD = "Build it again with: yaodian rebuild"
_DENIED = ("no space left", "could not set lock", "too many open files")


class GraphFile:
    """An open graph in a folder.

    Args:
        folder: Where the file lives; made when missing.
        threads: Threads for one query.

    Raises:
        WorkspaceLocked: Another process, or another store of this one, has it open.
        LibraryError: This user may not write the folder.
        StoreUnavailable: The folder cannot be used for another reason.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        self.folder = folder
        self.file = folder / "graph.lbug"
        self.recovered: str | None = None
        self._threads = threads
        self._gate = Gate()
        self._waking = threading.Lock()
        self._resting = False
        self._closed = False
        self._held = _Held(self.file)
        self._let_go = weakref.finalize(self, self._held.close)  # also when the process ends without closing
        with in_words(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._held.lock = self._take_lock()
        try:
            with in_words(folder):
                self._open()
        except BaseException:
            self.close()
            raise

    def _seal_if_new(self) -> None:
        if not sealed(self.file):
            seal(self.file)

    def _take_lock(self) -> int:
        handle = os.open(self.folder / "graph.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            what = "another process has the graph open"
            raise WorkspaceLocked(what, where=str(self.folder), hint="Stop it, or use another workspace") from error
        return handle

    def _open(self) -> None:
        why = distrust(self.file)
        if why is None:
            try:
                self._held.database = self._connect()
                self._seal_if_new()
                return
            except _UnusableError as error:
                why = str(error)
        self.start_over(why)

    def start_over(self, why: str) -> None:
        """Make the file anew, empty and laid out; ``why`` is kept in ``recovered``, an empty text for no reason to tell."""
        with self._gate.alone(), in_words(self.folder):
            self._check_open()
            self._resting = False
            self._held.close_database()
            for path in self.folder.glob(f"{self.file.name}*"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            self.recovered = why or None
            try:
                self._held.database = self._connect()
            except _UnusableError as error:
                raise StoreUnavailable(f"the graph cannot be made anew: {error.__cause__}", where=str(self.folder)) from error
            seal(self.file)

    def _connect(self) -> Any:  # noqa: ANN401  the engine is untyped
        try:
            database = ladybug.Database(
                str(self.file),
                buffer_pool_size=BUFFER_BYTES,
                max_num_threads=self._threads,
                max_db_size=ADDRESS_SPACE_BYTES,
            )
            with _connection(database) as connection:
                tables = {row[1] for row in connection.execute("CALL show_tables() RETURN *").get_all()}
                if META_LABEL not in tables:
                    _lay_out(connection)
                elif not connection.execute(cypher.read_meta()).get_all():
                    raise _UnusableError("")  # never written, so its layout may be another version's
        except ENGINE_ERRORS as error:
            raise self._opening_error(error) from error
        return database

    def _opening_error(self, error: Exception) -> Exception:
        text = " ".join(str(error).split())
        if is_denied(error):
            return forbidden(self.file)
        if any(sign in text.lower() for sign in _DENIED):
            return StoreUnavailable(f"the graph's file cannot be opened: {text}", where=str(self.file))
        return _UnusableError(f"the graph's files were damaged ({text[:120]})")

    @contextmanager
    def connected(self) -> Iterator[Any]:
        """A connection of its own, as each thread needs one; the engine's errors come out as this project's.

        Yields:
            The engine's connection, closed afterwards.

        Raises:
            StoreUnavailable: The file is closed.
            StoreQueryError: The engine refused something.
        """
        with self._gate.visiting():
            database = self._awake()
            try:
                with _connection(database) as connection:
                    yield connection
            except ENGINE_ERRORS as error:
                raise query_error(error) from error

    def _awake(self) -> Any:  # noqa: ANN401  the engine is untyped
        with self._waking:
            self._check_open()
            if self._held.database is None:
                self._open_again()
            return self._held.database

    def _open_again(self) -> None:
        """After a rest, or after the file could not be made anew; then it may be half gone, or not be there at all."""
        try:
            with in_words(self.folder):
                if not self._resting and (why := distrust(self.file)):
                    raise _UnusableError(why)
                self._held.database = self._connect()
                if not self._resting:
                    self._seal_if_new()
        except _UnusableError as error:  # a sync makes it anew
            raise StoreQueryError(str(error) or "the graph is empty", where=str(self.folder), hint=_REBUILD) from error
        self._resting = False

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailable("the graph is closed", where=str(self.folder))

    def rest(self) -> None:
        """Let go of the engine and its memory till the next visit, which takes 25 ms longer. Not while there are visitors."""
        with self._gate.alone_if_free() as free:
            if free and self._held.database is not None:
                self._held.close_database_sealed()
                self._resting = True
                give_back_memory()

    @contextmanager
    def writing(self, rows: int) -> Iterator[Any]:
        """A connection as by ``connected``. The file is unsealed inside, and sealed again, still visited, when all went well.

        Args:
            rows: About how many are going to be written.

        Yields:
            The engine's connection, when there is room for them.

        Raises:
            StoreUnavailable: There is no room, or the folder cannot be written.
        """
        self.check_room(rows)
        with self.connected() as connection, in_words(self.folder):
            unseal(self.file)
            yield connection
            seal(self.file)

    def check_room(self, rows: int) -> None:
        """The engine ends the whole process when it finds the disk full, so it must not come to that.

        Args:
            rows: About how many are going to be written.

        Raises:
            StoreUnavailable: There is no room for them.
        """
        with in_words(self.folder):
            needed, free = ROOM_BYTES + rows * ROW_BYTES, shutil.disk_usage(self.folder).free
        if free < needed:
            what = f"too little room on the disk: {free // 2**20} MB are free and {needed // 2**20} MB may be needed"
            raise StoreUnavailable(what, where=str(self.folder), hint="Make room; the library is unharmed")

    def close(self) -> None:
        """Let go of the file. Harmless when called twice."""
        with self._gate.alone():
            self._closed = True
            self._let_go()


class _Held:
    """What must be let go of: the folder's lock and the engine's database."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lock: int | None = None
        self.database: Any = None

    def close(self) -> None:
        self.close_database_sealed()
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None

    def close_database_sealed(self) -> None:
        whole = self.database is not None and sealed(self.file)
        self.close_database()
        if whole:
            with contextlib.suppress(OSError):  # without its seal the file is made anew when it is next opened
                seal(self.file)  # closing folds the log into the file

    def close_database(self) -> None:
        if self.database is not None:
            self.database.close()
            self.database = None


class _UnusableError(Exception):
    """The file cannot be used and must be made anew; says why."""


@contextmanager
def _connection(database: Any) -> Iterator[Any]:  # noqa: ANN401  the engine is untyped
    connection = ladybug.Connection(database)
    try:
        yield connection
    finally:
        connection.close()


def _lay_out(connection: Any) -> None:  # noqa: ANN401  the engine is untyped
    connection.execute("BEGIN TRANSACTION")
    for statement in cypher.tables():
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("CHECKPOINT")
