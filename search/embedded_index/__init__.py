"""The index that needs no server: tantivy for words, NumPy for vectors, in one folder."""

from search.embedded_index.index import EmbeddedIndex

__all__ = ["EmbeddedIndex"]
