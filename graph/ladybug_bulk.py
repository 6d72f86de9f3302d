"""Many new rows into the embedded store at once: as a file, which is ten times as fast as row by row and takes less memory.

The file cannot say lists safely (their elements are parsed again), so rows with a list are written the other way.
"""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.diff import Row, Step
from graph.schema import EDGE_COLUMNS, EDGES, NODES, all_columns

BULK = 200
"""From so many rows on a file is worth its while."""
CHUNK = 500
"""At most so many rows in one query: their values take memory many times their size."""


def write(connection: Any, step: Step, scratch: Path) -> None:  # noqa: ANN401  the engine is untyped
    """Write the rows of a step.

    Args:
        connection: In a transaction.
        step: What to write.
        scratch: A file that may be made, and is removed.
    """
    rows: Sequence[Row] = step.rows
    if step.fresh and len(rows) >= BULK:
        _copy(connection, [row for row in rows if not _has_list(row)], scratch)
        rows = [row for row in rows if _has_list(row)]
    for first in range(0, len(rows), CHUNK):
        connection.execute(step.query, {"rows": list(rows[first : first + CHUNK])})


def _has_list(row: Row) -> bool:
    return list in map(type, row.values())  # asked of every row: ten times as fast as a generator


def _copy(connection: Any, rows: Sequence[Row], scratch: Path) -> None:  # noqa: ANN401  the engine is untyped
    if not rows:
        return
    of_edges = "source" in rows[0]
    columns = list(EDGE_COLUMNS) if of_edges else list(all_columns())
    ends = ["source", "target"] if of_edges else []
    try:
        with scratch.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerows([row[key] for key in (*ends, *columns)] for row in rows)
        path = str(scratch).replace("\\", "\\\\").replace("'", "\\'")
        options = "header=false, parallel=false, escape='\"', quote='\"'"
        connection.execute(f"COPY `{EDGES if of_edges else NODES}` FROM '{path}' ({options})")
    finally:
        scratch.unlink(missing_ok=True)


def commit(connection: Any, *, checkpoint: bool) -> None:  # noqa: ANN401  the engine is untyped
    """Commit, and fold the log into the file if asked to. That may wait for readers in vain; then the log keeps it."""
    try:
        connection.execute("COMMIT")
    except RuntimeError as error:
        if "committed successfully" not in str(error):
            raise
    if checkpoint:
        with contextlib.suppress(RuntimeError):
            connection.execute("CHECKPOINT")
