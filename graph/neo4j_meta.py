"""Query text on the bookkeeping that only a server needs: who writes, and whose graph a database holds."""

from __future__ import annotations

from graph.cypher import name
from graph.schema import META_LABEL

_META = f"MATCH (m:{name(META_LABEL)} {{id: 'graph'}})"


def lock_meta() -> str:
    """Lock the bookkeeping until the transaction ends, and say who wrote it last and for which library; at most one row."""
    return f"{_META} SET m.state = m.state RETURN m.owner AS owner, m.library AS library"


def library_of() -> str:
    """Whose graph the database holds; at most one row."""
    return f"{_META} RETURN m.library AS library"


def claim() -> str:
    """Say that the graph is the library's ``$library``."""
    return f"{_META} SET m.library = $library"
