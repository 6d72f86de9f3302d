"""Clean text to a tree of nodes."""

from ingest.outline.build import Outline, read_outline
from ingest.outline.unnumbered import Styled

__all__ = ["Outline", "Styled", "read_outline"]
