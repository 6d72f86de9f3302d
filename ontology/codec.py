"""Dataclasses to JSON and back, for records and all that lies inside them. One codec instead of hand-written pairs."""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import orjson

from ontology.errors import RecordFormatError

T = TypeVar("T")


def dumps(value: Any) -> bytes:  # noqa: ANN401  any dataclass
    """Serialise a dataclass to canonical JSON bytes: sorted keys, two-space indent, trailing newline."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def loads(kind: type[T], data: bytes | str) -> T:
    """Parse JSON into ``kind``.

    Args:
        kind: The dataclass to build.
        data: The JSON.

    Returns:
        The instance.

    Raises:
        RecordFormatError: The bytes are not JSON, or fields are missing, unknown or of the wrong shape.
    """
    try:
        raw = orjson.loads(data)
        return typing.cast(T, _build(kind, raw))
    except (orjson.JSONDecodeError, TypeError, KeyError, ValueError, AttributeError) as error:
        raise RecordFormatError(f"not a valid {kind.__name__}: {error}", hint="Rebuild it with: yaodian rebuild") from error


@cache
def _fields(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _required(kind: type) -> frozenset[str]:
    fields = dataclasses.fields(kind)
    none = dataclasses.MISSING
    return frozenset(field.name for field in fields if field.default is none and field.default_factory is none)


def _build(kind: Any, raw: Any) -> Any:  # noqa: ANN401  walks arbitrary annotations
    if dataclasses.is_dataclass(kind):
        hints = _fields(typing.cast(type, kind))
        unknown = raw.keys() - hints.keys()
        if unknown:
            raise ValueError(f"unknown fields {sorted(unknown)}")
        if lacking := _required(typing.cast(type, kind)) - raw.keys():
            raise ValueError(f"missing fields {sorted(lacking)}")
        return typing.cast(type, kind)(**{name: _build(hints[name], value) for name, value in raw.items()})
    origin = typing.get_origin(kind)
    if origin is tuple:
        if not isinstance(raw, list):
            raise TypeError(f"{str(raw)[:40]!r} is not a list")
        item = typing.get_args(kind)[0]
        return tuple(_build(item, value) for value in raw)
    if origin in (typing.Union, types.UnionType):
        options = [option for option in typing.get_args(kind) if option is not type(None)]
        return None if raw is None else _build(options[0], raw)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(raw)
    if kind is float and isinstance(raw, int):
        return float(raw)
    if isinstance(kind, type) and not isinstance(raw, kind):
        raise TypeError(f"{str(raw)[:40]!r} is not of the kind {kind.__name__}")
    return raw
