"""Finds passages by words, meaning and entities, and says why."""

from search.engine.engine import SearchEngine
from search.engine.model import Filters, Hit, SearchResult, SimilarPassage

__all__ = ["Filters", "Hit", "SearchEngine", "SearchResult", "SimilarPassage"]
