"""Character folding that keeps every offset: one character in, one character out."""

from __future__ import annotations

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SHAPES = {
    ord(shape): plain
    for shapes, plain in (
        ("“”„‟＂「」『』", '"'),
        ("‘’＇", "'"),
        ("　\t\r\xa0", " "),
        ("—–―~～－", "-"),
        ("[【〔［", "("),
        ("]】〕］", ")"),
    )
    for shape in shapes
}
_TABLE = _WIDTH | _SHAPES
_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_CLEAR = frozenset(" \n\"'.")


def fold(text: str) -> str:
    """Fold width, letter case and the shapes of quotation marks, dashes and square brackets.

    The result has the length of ``text``, so that offsets into one are offsets into the other.

    >>> fold("“双师型”ＡＢ")
    '"双师型"ab'
    """
    folded = text.translate(_TABLE)
    lowered = folded.lower()
    return lowered if len(lowered) == len(folded) else "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


def is_han(char: str) -> bool:
    """Whether ``char`` is a Chinese character of the basic block or its first extension."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def is_word(char: str) -> bool:
    """Whether a folded character belongs to a word: a letter, a digit or a Chinese character."""
    return char in _WORD or is_han(char)


def is_clear(char: str) -> bool:
    """Whether a character is looked through: spaces and quotation marks stand inside names: 召 集 人, “双高”计划, 2.0."""
    return char in _CLEAR


def bigrams(folded: str) -> set[str]:
    """All pairs of neighbouring letters, digits or Chinese characters of a folded text; nothing across punctuation.

    >>> sorted(bigrams("双高,计划"))
    ['双高', '计划']
    """
    pairs = set()
    previous = ""
    for char in folded:
        if is_word(char):
            if previous:
                pairs.add(previous + char)
            previous = char
        elif char not in _CLEAR:
            previous = ""
    return pairs
