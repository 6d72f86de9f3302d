"""Which rules read a record: a record made by other rules is read again from its original."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).parent
_RULES = (".py", ".yaml")
_DIGITS = 12


@cache
def rules_digest() -> str:
    """The first digits of the hash of all rules, code and data alike, so that any change of either is a new version."""
    digest = hashlib.sha256()
    for path in sorted(path for path in _ROOT.rglob("*") if path.suffix in _RULES):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(_ROOT).as_posix()}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()[:_DIGITS]


@cache
def extractor_version(lexicon_version: str = "") -> str:
    """Name of the extractor as records bear it: ``yaodian-rules/0.1.0+9f2c01ab34cd``, and the lexicon's version after it."""
    try:
        package = version("yaodian")
    except PackageNotFoundError:
        package = "0"
    suffix = f".{lexicon_version}" if lexicon_version else ""
    return f"yaodian-rules/{package}+{rules_digest()}{suffix}"
