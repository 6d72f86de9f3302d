"""Graph and search index beside the library: opened when first needed, brought up to date when they lag, and said so.

The library is written first, so a crash leaves a projection that is older than it, never newer; the next open finds and heals that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ontology.errors import IndexMismatch, YaodianError
from ontology.records import Record, Resolution
from service import rooms
from service.settings import Settings

if TYPE_CHECKING:
    from graph.store import GraphStore
    from search.embed import Embedder
    from search.index import SearchIndex
    from search.tokens import Tokenizer

Notice = Callable[[str], None]
Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the library: all records by id, and what is known when they are seen together."""

    revision: str
    records: dict[str, Record]
    resolution: Resolution


class Projections:
    """The graph store and the search index of one workspace."""

    def __init__(self, settings: Settings, notice: Notice) -> None:
        self._settings = settings
        self._notice = notice
        self._lock = threading.RLock()
