"""What comes out of either store, made alike: plain values, nodes and relationships as dictionaries of their properties."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

_NO_NUMBERS = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}
_HIDDEN = ("fingerprint", "search")


def plain_properties(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties that have a value, without bookkeeping, in a fixed order."""
    return {
        key: plain(properties[key])
        for key in sorted(properties)
        if properties[key] is not None and not key.startswith("_") and key not in _HIDDEN
    }


def plain(value: Any) -> Any:  # noqa: ANN401  whatever a store returns
    """Numbers, texts, booleans, null, lists and dictionaries stay; dates become ISO texts; anything else its text."""
    if isinstance(value, float) and not math.isfinite(value):
        return _NO_NUMBERS[str(value)]  # JSON has no such numbers, and null would be something else
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        if "_NODES" in value and "_RELS" in value:
            return {"nodes": plain(value["_NODES"]), "relationships": plain(value["_RELS"])}
        graph_object = "_LABEL" in value
        return plain_properties(value) if graph_object else {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):  # the embedded store's sums are wider than 64 bits
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)
