"""The lexicon: what is known beforehand of bodies, places, programmes, laws, meetings, and of the words that make names."""

from ingest.lexicon.check import Problem, validate
from ingest.lexicon.model import DepartmentDef, Entry, Lexicon, RegionDef, Words
from ingest.lexicon.read import lexicon_files, load_lexicon

__all__ = ["DepartmentDef", "Entry", "Lexicon", "Problem", "RegionDef", "Words", "lexicon_files", "load_lexicon", "validate"]
