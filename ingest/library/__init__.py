"""The library: each document's original and record in a folder, written whole or not at all; all else is made from it."""

from ingest.library.damage import Damage
from ingest.library.library import Library

__all__ = ["Damage", "Library"]
