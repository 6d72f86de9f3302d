"""The characters of a text from outside: whether they are whole, and one form for several."""

from __future__ import annotations


def is_whole(text: str) -> bool:
    """Whether a text holds whole characters only. JSON can escape half of a surrogate pair, which UTF-8 cannot carry."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def unified(text: str, printed: str, meant: str) -> str:
    """Replace each character of ``printed`` by the one at its place in ``meant``, none of which may be in ``printed``.

    A pass for each is several times as fast as ``str.translate``, which looks up every character of the text.

    >>> unified("(试行)", "()", "（）")
    '（试行）'
    """
    for old, new in zip(printed, meant, strict=True):
        text = text.replace(old, new)
    return text
