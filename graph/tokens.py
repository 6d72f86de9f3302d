r"""Query text to tokens. Only what both stores read the same way is a token; anything else is refused, never guessed at.

A string's value is decoded here and later sent as a parameter, so that no store ever sees a quotation mark of the
user's. Neo4j decodes ``\uXXXX`` anywhere, even outside strings, before it reads the query; a backslash outside a
string is therefore no token, and inside one only the plain escapes are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ontology.errors import InvalidQuery


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"  # `a name`
    STRING = "string"
    NUMBER = "number"
    PARAMETER = "parameter"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``value`` is the name, decoded string or mark; ``spaced`` says that white space stood before it."""

    kind: Kind
    value: str
    start: int
    end: int
    spaced: bool = False

    def upper(self) -> str:
        """The word in capitals; an empty text for what is no bare word."""
        return self.value.upper() if self.kind is Kind.WORD else ""


_SPACE = re.compile(r"(?:\s|//[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*|/\*.*?\*/)+", re.DOTALL)
_PATTERNS = (
    (Kind.WORD, re.compile(r"[^\W\d]\w*")),
    (Kind.NUMBER, re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w)", re.ASCII)),
    (Kind.PARAMETER, re.compile(r"\$([^\W\d]\w*)")),
    (Kind.QUOTED, re.compile(r"`((?:[^`\\]|``)+)`")),
    (Kind.STRING, re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", re.DOTALL)),
    (Kind.MARK, re.compile(r"[()\[\]{},.:|+\-*/%^=<>~;]")),
)
_ESCAPES = {"\\": "\\", "'": "'", '"': '"', "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def tokenize(query: str) -> tuple[Token, ...]:
    """The tokens of a query, comments left out.

    Args:
        query: As the user wrote it.

    Returns:
        Its tokens in order.

    Raises:
        InvalidQuery: A character, escape, string or comment that cannot be read.
    """
    tokens = []
    position, spaced = 0, False
    while position < len(query):
        space = _SPACE.match(query, position)
        if space:
            position, spaced = space.end(), True
            continue
        token = _token_at(query, position, spaced)
        tokens.append(token)
        position, spaced = token.end, False
    return tuple(tokens)


def _token_at(query: str, position: int, spaced: bool) -> Token:
    if query.startswith("/*", position):
        raise InvalidQuery("a comment is not closed", where=f"position {position}")
    for kind, pattern in _PATTERNS:
        match = pattern.match(query, position)
        if match:
            return Token(kind, _value(kind, match), position, match.end(), spaced)
    character, where = query[position], f"position {position}"
    if character in "'\"`":
        raise InvalidQuery("a quotation is not closed, or holds a backslash that means nothing", where=where)
    raise InvalidQuery(f"the character {character!r} cannot stand here", where=where, hint="Only plain Cypher is read")


def _value(kind: Kind, match: re.Match[str]) -> str:
    if kind is Kind.STRING:
        return _decode(next(group for group in match.groups() if group is not None), match.start())
    if kind is Kind.QUOTED:
        return match.group(1).replace("``", "`")
    return match.group(1) if kind is Kind.PARAMETER else match.group()


def _decode(body: str, position: int) -> str:
    def one(match: re.Match[str]) -> str:
        if match.group(1) not in _ESCAPES:
            hint = "Write the character itself"
            raise InvalidQuery(f"the escape \\{match.group(1)} is not read", where=f"position {position}", hint=hint)
        return _ESCAPES[match.group(1)]

    return re.sub(r"\\(.)", one, body, flags=re.DOTALL)
