"""What a document says of itself: title, number, issuer, dates."""

from ingest.metadata.read import read_meta

__all__ = ["read_meta"]
