"""Whose a name is when it is the same everywhere: 省制造业创新中心 of which province, 各县人民政府 of which city."""

from __future__ import annotations

import re

from ingest.lexicon import Lexicon

_LEVEL = re.compile(r"^(省|市|区|县|州)(?!级)")
_OF_LEVEL = re.compile(r"^(?:[全本我各]?(?:省|市|区|县|州)(?!级))")
_NATIONWIDE = re.compile(r"^(?:国家|中国|全国|中央|国务院|中华|联合国|世界|国际|国网|人民|中共)")
_SCOPED = frozenset({"Institution", "Policy", "Program", "Event"})


def local_identity(kind: str, name: str, region: str | None, lexicon: Lexicon) -> tuple[str, str]:
    """Canonical name and scope of a thing that no lexicon entry and no office names.

    Args:
        kind: Its type.
        name: Its name as printed.
        region: The region of the document's issuer; ``None`` for central bodies.
        lexicon: Knows the names of places.

    Returns:
        The name, with the region in the place of a bare level (省X → 青岚省X for bodies); and the region, or an empty
        string for what is the same everywhere or belongs to a place that is not the issuer's.
    """
    if not region or kind not in _SCOPED:
        return name, ""
    if name.startswith(region):
        return name, region if kind == "Institution" else ""
    level = _LEVEL.match(name)
    if level and (not region.endswith(level.group(1)) or region.endswith("片区")):
        return name, ""  # of a place around the issuer's, which is not known
    if kind != "Institution":
        return name, region if _OF_LEVEL.match(name) else ""
    if level:
        return region + name[1:], region
    if _NATIONWIDE.match(name) or _placed(name, region, lexicon):
        return name, ""
    return name, region


def _placed(name: str, region: str, lexicon: Lexicon) -> bool:
    """Whether a name begins with another place."""
    found = (lexicon.regions_by_name.get(name[:length]) for length in (2, 3, 4, 5, 6))
    return any(place is not None and region not in {place.name, place.short} for place in found)
