"""What a text from outside may hold."""

from __future__ import annotations


def is_whole(text: str) -> bool:
    """Whether a text holds whole characters only. JSON can escape half of a surrogate pair, which UTF-8 cannot carry."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
