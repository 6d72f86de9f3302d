"""Files to characters: what a file is, how it is encoded, and the text in it."""

from ingest.formats.reader import read_source
from ingest.formats.source import Hint, Source

__all__ = ["Hint", "Source", "read_source"]
