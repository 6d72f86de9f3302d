"""What a query means beyond its words: filters, names and misspellings in it."""

from search.understand.abbreviations import Abbreviations
from search.understand.acts import predicates_of, verbs_of
from search.understand.check import MAX_QUERY, clean_query
from search.understand.filters import FilterWords, Understood
from search.understand.names import NamedThing, NameIndex
from search.understand.query import Query, Reader

__all__ = [
    "MAX_QUERY",
    "Abbreviations",
    "FilterWords",
    "NameIndex",
    "NamedThing",
    "Query",
    "Reader",
    "Understood",
    "clean_query",
    "predicates_of",
    "verbs_of",
]
