"""Clean text to a tree of nodes."""

from ingest.outline.build import Outline, read_outline

__all__ = ["Outline", "read_outline"]
