"""What a document says of itself: title, number, issuer, dates."""

from ingest.metadata.read import front_end, read_meta

__all__ = ["front_end", "read_meta"]
