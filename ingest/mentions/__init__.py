"""Mentions: where a document names bodies, documents, programmes, events, groups and places."""

from ingest.mentions.naming import entity_of
from ingest.mentions.recognise import find_mentions

__all__ = ["entity_of", "find_mentions"]
