"""Vectors: one protocol over the shipped models and any sentence-transformers model."""

from search.embed.load import SHIPPED, load_embedder
from search.embed.protocol import Embedder, Vectors

__all__ = ["SHIPPED", "Embedder", "Vectors", "load_embedder"]
