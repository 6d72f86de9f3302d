"""Readings of characters, and of words, for which a dictionary of phrases is loaded: 0.25 s and 45 MB (decision 096)."""

from __future__ import annotations

import os
import threading
from functools import cache
from typing import Any

_WITHOUT = "PYPINYIN_NO_PHRASES"
"""Asked by the package when it is imported."""
_loading = threading.Lock()


def of_character(character: str) -> str:
    """The commonest reading of a character, without its tone; what has none is its own reading."""
    reading: str = _package().lazy_pinyin(character)[0]
    return reading


def initials(text: str) -> str:
    """The first letters of the readings of a text's characters, as its words are read: 重庆 is cq."""
    package = _with_phrases()
    return "".join(package.lazy_pinyin(text, style=package.Style.FIRST_LETTER))


@cache
def _package() -> Any:  # noqa: ANN401  a module without types
    with _loading:
        before = os.environ.get(_WITHOUT)
        os.environ[_WITHOUT] = "true"
        try:
            import pypinyin
        finally:
            del os.environ[_WITHOUT]
            if before is not None:
                os.environ[_WITHOUT] = before
    return pypinyin


@cache
def _with_phrases() -> Any:  # noqa: ANN401
    package = _package()
    from pypinyin.phrases_dict import phrases_dict

    package.load_phrases_dict(phrases_dict)
    return package
