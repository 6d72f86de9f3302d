"""Deterministic ids and the folding of names.

An id is the hash of its parts, each prefixed by its length so that no two lists of parts give the same bytes. 128 bits keep
accidental collisions out of reach. Nothing random and no time enters an id: the same document gives the same ids everywhere.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_DASHES = re.compile(r"[—–―~～－-]+")
_DROPPED = re.compile(r"[\s《》〈〉“”\"'‘’「」『』【】·•]")


def make_id(prefix: str, *parts: str | int) -> str:
    """Return ``prefix-`` and 32 hexadecimal digits (128 bits) that depend on all parts and on their order.

    >>> make_id("ent", "a", "bc") == make_id("ent", "ab", "c")
    False
    """
    whole = bytearray()
    for part in (prefix, *parts):
        data = str(part).encode("utf-8", "surrogatepass")
        whole += len(data).to_bytes(8, "big")
        whole += data
    return f"{prefix}-{hashlib.sha256(whole).hexdigest()[:32]}"


@lru_cache(maxsize=1 << 14)  # a document asks for the same names many times
def fold_name(name: str) -> str:
    """Fold what does not distinguish names: width, white space, quotation marks, dash and bracket shapes, letter case.

    Brackets stay, because ``（试行）`` and ``（2020—2023年）`` tell editions apart.

    >>> fold_name("《职业教育提质培优行动计划（2020—2023年）》")
    '职业教育提质培优行动计划(2020-2023年)'
    """
    folded = _DROPPED.sub("", unicodedata.normalize("NFKC", name)).lower()
    return _DASHES.sub("-", folded)
