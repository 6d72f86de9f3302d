"""Dataclasses to JSON and back, for records and all that lies inside them. One codec instead of hand-written pairs."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import orjson

from ontology.errors import RecordFormatError

T = TypeVar("T")
Read = Callable[[Any], Any]


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
        return typing.cast(T, _reader(typing.cast(Any, kind))(raw))
    except (orjson.JSONDecodeError, TypeError, KeyError, ValueError, AttributeError) as error:
        raise RecordFormatError(f"not a valid {kind.__name__}: {error}", hint="Rebuild it with: yaodian rebuild") from error


@cache
def _reader(kind: Any) -> Read:  # noqa: ANN401  any annotation
    """What builds a value of a kind from plain JSON. Made once for each kind: a library holds some hundred thousand values."""
    if dataclasses.is_dataclass(kind):
        return _dataclass(typing.cast(type, kind))
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _tuple(_reader(args[0]))
    if origin in (typing.Union, types.UnionType):
        some = _reader(next(option for option in args if option is not type(None)))
        return lambda raw: None if raw is None else some(raw)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _plain(kind) if isinstance(kind, type) else lambda raw: raw


def _dataclass(kind: type) -> Read:
    hints, none = typing.get_type_hints(kind), dataclasses.MISSING
    fields = dataclasses.fields(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields}
    required = frozenset(field.name for field in fields if field.default is none and field.default_factory is none)

    def read(raw: Any) -> Any:  # noqa: ANN401  plain JSON to an instance
        if unknown := raw.keys() - readers.keys():
            raise ValueError(f"unknown fields {sorted(unknown)}")
        if lacking := required - raw.keys():
            raise ValueError(f"missing fields {sorted(lacking)}")
        return kind(**{name: readers[name](value) for name, value in raw.items()})

    return read


def _tuple(item: Read) -> Read:
    def read(raw: Any) -> tuple[Any, ...]:  # noqa: ANN401  plain JSON to a tuple
        if not isinstance(raw, list):
            raise TypeError(f"{str(raw)[:40]!r} is not a list")
        return tuple(map(item, raw))

    return read


def _plain(kind: type) -> Read:
    def read(raw: Any) -> Any:  # noqa: ANN401  a plain value, checked
        if isinstance(raw, kind):
            return raw
        if kind is float and isinstance(raw, int):
            return float(raw)
        raise TypeError(f"{str(raw)[:40]!r} is not of the kind {kind.__name__}")

    return read
