"""Mentions: where a document names bodies, documents, programmes, events, groups and places."""

from ingest.mentions.recognise import find_mentions

__all__ = ["find_mentions"]
