"""Vectors: one protocol over the shipped models and any sentence-transformers model."""

from search.embed.ahead import AheadEmbedder
from search.embed.load import SHIPPED, load_embedder
from search.embed.protocol import Embedder, Vectors

__all__ = ["SHIPPED", "AheadEmbedder", "Embedder", "Vectors", "load_embedder"]
