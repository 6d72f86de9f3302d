"""The query language: which keywords and functions there are, what a token is by its place, and what text stores are sent.

``portable`` writes checked tokens out again: every string becomes a parameter, every name stands in backticks, and
columns are named after the text that the user wrote. Neo4j reads that text as it is; the embedded store's differences
are bridged in ``graph.ladybug_dialect``.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.tokens import Kind, Token

KEYWORDS = frozenset(
    "MATCH OPTIONAL WHERE WITH RETURN ORDER BY SKIP LIMIT UNWIND UNION ALL AS DISTINCT AND OR XOR NOT IN IS NULL "
    "STARTS ENDS CONTAINS CASE WHEN THEN ELSE END TRUE FALSE ASC ASCENDING DESC DESCENDING EXISTS COUNT".split()
)
FUNCTIONS = frozenset(
    "count collect sum avg min max size length coalesce tolower toupper trim ltrim rtrim replace left right reverse split "
    "tostring tointeger tofloat abs ceil floor sqrt sign range nodes relationships type labels any all none single".split()
)
_CALLED = ("COUNT", "ALL", "EXISTS")
_STRINGS = "_string"
Tokens = Sequence[Token]


def is_mark(tokens: Tokens, index: int, values: str) -> bool:
    """Whether there is a token at an index and it is one of some marks."""
    return 0 <= index < len(tokens) and tokens[index].kind is Kind.MARK and tokens[index].value in values


def is_word(tokens: Tokens, index: int) -> bool:
    """Whether there is a word at an index, in backticks or not."""
    return 0 <= index < len(tokens) and tokens[index].kind in (Kind.WORD, Kind.QUOTED)


def is_keyword(tokens: Tokens, index: int) -> bool:
    """Whether a token is an allowed keyword and stands where keywords do: not a name, not a function's name."""
    if tokens[index].upper() not in KEYWORDS or is_name(tokens, index):
        return False
    return not (tokens[index].upper() in _CALLED and is_mark(tokens, index + 1, "("))


def is_called(tokens: Tokens, index: int) -> bool:
    """Whether a word is the name of a function that is called."""
    bare = tokens[index].kind is Kind.WORD and not is_name(tokens, index) and not is_keyword(tokens, index)
    return bare and is_mark(tokens, index + 1, "(")


def is_name(tokens: Tokens, index: int) -> bool:
    """Whether a word is a property, label, relationship type or map key by its place, whatever it says."""
    if not is_word(tokens, index):
        return False
    if is_mark(tokens, index - 1, ".") and not is_mark(tokens, index - 2, "."):
        return True
    return _is_label(tokens, index) or _is_key(tokens, index)


def _is_label(tokens: Tokens, index: int) -> bool:
    while is_mark(tokens, index - 1, "|") and is_word(tokens, index - 2):
        index -= 2
    return is_mark(tokens, index - 1, ":") and not in_map(tokens, index)


def _is_key(tokens: Tokens, index: int) -> bool:
    return is_mark(tokens, index + 1, ":") and is_mark(tokens, index - 1, "{,") and in_map(tokens, index)


def around(tokens: Tokens, index: int) -> int | None:
    """Index of the innermost bracket that is open at a token."""
    depth = 0
    for place in range(index - 1, -1, -1):
        if is_mark(tokens, place, ")]}"):
            depth += 1
        elif is_mark(tokens, place, "([{"):
            if depth == 0:
                return place
            depth -= 1
    return None


def end(tokens: Tokens, opening: int) -> int:
    """Index of the bracket that closes the one at ``opening``."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += is_mark(tokens, place, "([{") - is_mark(tokens, place, ")]}")
        if depth == 0:
            return place
    return len(tokens) - 1


def in_map(tokens: Tokens, index: int) -> bool:
    """Whether a token stands directly in a map, not in the braces of a subquery."""
    opening = around(tokens, index)
    if opening is None or tokens[opening].value != "{":
        return False
    return tokens[opening - 1].upper() not in ("EXISTS", "COUNT") if opening else True


def in_relationship(tokens: Tokens, index: int) -> bool:
    """Whether a token stands directly in the brackets of a relationship pattern."""
    opening = around(tokens, index)
    return opening is not None and tokens[opening].value == "[" and is_mark(tokens, opening - 1, "-")


def hops(tokens: Tokens, index: int) -> int | None:
    """The greatest length that the star at ``index`` allows; nothing if there is none."""
    numbers: list[int | None] = []
    place = index + 1
    if place < len(tokens) and tokens[place].kind is Kind.NUMBER:
        numbers.append(int(float(tokens[place].value)))
        place += 1
    if is_mark(tokens, place, ".") and is_mark(tokens, place + 1, "."):
        following = tokens[place + 2] if place + 2 < len(tokens) else None
        numbers.append(int(float(following.value)) if following and following.kind is Kind.NUMBER else None)
    return numbers[-1] if numbers else None


def portable(tokens: Tokens) -> tuple[str, dict[str, str]]:
    """The text that a store is sent, and the values of the strings in it.

    Args:
        tokens: Checked by ``graph.guard``.

    Returns:
        Query text in which every string is a parameter, and these parameters.
    """
    values: dict[str, str] = {}
    parts: list[str] = []
    taken = {token.value for token in tokens if token.kind is Kind.PARAMETER}
    for index, token in enumerate(tokens):
        parts.append(gap(tokens, index))
        if token.kind is Kind.STRING:
            name = f"{_STRINGS}{len(values)}"
            while name in taken:
                name += "_"
            values[name] = token.value
            parts.append(f"${name}")
        else:
            parts.append(written(tokens, index))
    return "".join(parts), values


def gap(tokens: Tokens, index: int) -> str:
    """A space where one stood, or where two tokens would run into one another."""
    stuck = index > 0 and tokens[index - 1].kind is not Kind.MARK and tokens[index].kind is not Kind.MARK
    return " " if tokens[index].spaced or stuck else ""


def written(tokens: Tokens, index: int) -> str:
    """One token as text: names in backticks, keywords in capitals, strings with the two escapes that all stores know."""
    token = tokens[index]
    if token.kind is Kind.PARAMETER:
        return f"${token.value}"
    if token.kind is Kind.STRING:
        return "'" + token.value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if token.kind in (Kind.MARK, Kind.NUMBER):
        return token.value
    if token.kind is Kind.WORD:
        if is_keyword(tokens, index):
            return token.upper()
        if is_called(tokens, index):
            return token.value
    return "`" + token.value.replace("`", "``") + "`"


def columns(query: str, tokens: Tokens) -> tuple[str, ...] | None:
    """Names of the columns of a query as its text says; nothing where it returns ``*``."""
    returns = [index for index, token in enumerate(tokens) if token.upper() == "RETURN" and is_keyword(tokens, index)]
    first = next((index for index in returns if around(tokens, index) is None), None)
    if first is None:
        return None
    items: list[list[int]] = [[]]
    for index in range(first + 1, len(tokens)):
        outer = around(tokens, index) is None
        if outer and tokens[index].upper() in ("ORDER", "SKIP", "LIMIT", "UNION") and is_keyword(tokens, index):
            break
        if outer and is_mark(tokens, index, ","):
            items.append([])
        elif not (tokens[index].upper() == "DISTINCT" and index == first + 1):
            items[-1].append(index)
    if any(not item or tokens[item[0]].value == "*" for item in items):
        return None
    return tuple(_title(query, tokens, item) for item in items)


def _title(query: str, tokens: Tokens, item: list[int]) -> str:
    aliased = [index for index in item[:-1] if tokens[index].upper() == "AS" and around(tokens, index) is None]
    if aliased:
        return tokens[item[-1]].value
    return " ".join(query[tokens[item[0]].start : tokens[item[-1]].end].split())
