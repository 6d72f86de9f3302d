"""Checked tokens to the text that one store reads. What differs between the stores is bridged here and nowhere else.

The embedded store says ``label`` for ``type``, counts list elements from one, lets walks repeat an edge unless told
``TRAIL``, and returns a label as a text where Neo4j returns a list of labels. Both get strings as parameters, names in
backticks where they are not plain, and columns named after the text the user wrote.
"""

from __future__ import annotations

from graph.tokens import Kind, Token
from ontology.errors import InvalidQuery

KEYWORDS = frozenset(
    "MATCH OPTIONAL WHERE WITH RETURN ORDER BY SKIP LIMIT UNWIND UNION ALL AS DISTINCT AND OR XOR NOT IN IS NULL "
    "STARTS ENDS CONTAINS CASE WHEN THEN ELSE END TRUE FALSE ASC ASCENDING DESC DESCENDING EXISTS COUNT".split()
)
FUNCTIONS = frozenset(
    "count collect sum avg min max size length coalesce tolower toupper trim ltrim rtrim replace left right reverse split "
    "tostring tointeger tofloat abs ceil floor sqrt sign range nodes relationships type labels any all none single".split()
)
_LADYBUG_FUNCTIONS = {
    "type": "label",
    "split": "string_split",
    "tostring": "string",
    "tointeger": "to_int64",
    "tofloat": "to_double",
    "relationships": "rels",
}
_CALLED = ("COUNT", "ALL", "EXISTS")
_STRINGS = "_string"


def _mark(tokens: tuple[Token, ...], index: int, values: str) -> bool:
    return 0 <= index < len(tokens) and tokens[index].kind is Kind.MARK and tokens[index].value in values


def is_keyword(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a token is an allowed keyword and stands where keywords do: not a name, not a function's name."""
    if tokens[index].upper() not in KEYWORDS or is_name(tokens, index):
        return False
    return not (tokens[index].upper() in _CALLED and _mark(tokens, index + 1, "("))


def is_name(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a word is a property, label, relationship type or map key by its place, whatever it says."""
    if tokens[index].kind is not Kind.WORD:
        return False
    if _mark(tokens, index - 1, ".") and not _mark(tokens, index - 2, "."):
        return True
    return _is_label(tokens, index) or _is_key(tokens, index)


def _is_label(tokens: tuple[Token, ...], index: int) -> bool:
    if _mark(tokens, index - 1, "|"):
        return index > 1 and tokens[index - 2].kind in (Kind.WORD, Kind.QUOTED) and _names_label(tokens, index - 2)
    return _mark(tokens, index - 1, ":") and not _in_map(tokens, index)


def _names_label(tokens: tuple[Token, ...], index: int) -> bool:
    while _mark(tokens, index - 1, "|"):
        index -= 2
    return _mark(tokens, index - 1, ":") and not _in_map(tokens, index)


def _is_key(tokens: tuple[Token, ...], index: int) -> bool:
    return _mark(tokens, index + 1, ":") and _mark(tokens, index - 1, "{,") and _in_map(tokens, index)


def _around(tokens: tuple[Token, ...], index: int) -> int | None:
    """Index of the innermost bracket that is open at a token."""
    depth = 0
    for place in range(index - 1, -1, -1):
        if _mark(tokens, place, ")]}"):
            depth += 1
        elif _mark(tokens, place, "([{"):
            if depth == 0:
                return place
            depth -= 1
    return None


def _in_map(tokens: tuple[Token, ...], index: int) -> bool:
    opening = _around(tokens, index)
    if opening is None or tokens[opening].value != "{":
        return False
    return tokens[opening - 1].upper() not in ("EXISTS", "COUNT") if opening else True


def in_relationship(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a token stands directly in the brackets of a relationship pattern."""
    opening = _around(tokens, index)
    return opening is not None and tokens[opening].value == "[" and _mark(tokens, opening - 1, "-")


def hops(tokens: tuple[Token, ...], index: int) -> int | None:
    """The greatest length that the star at ``index`` allows; nothing if there is none."""
    numbers: list[int | None] = []
    place = index + 1
    if place < len(tokens) and tokens[place].kind is Kind.NUMBER:
        numbers.append(int(float(tokens[place].value)))
        place += 1
    if _mark(tokens, place, ".") and _mark(tokens, place + 1, "."):
        following = tokens[place + 2] if place + 2 < len(tokens) else None
        numbers.append(int(float(following.value)) if following and following.kind is Kind.NUMBER else None)
    return numbers[-1] if numbers else None


def render(tokens: tuple[Token, ...], store: str) -> tuple[str, dict[str, str]]:
    """The text for one store, and the values of the strings in it.

    Args:
        tokens: Checked by ``graph.guard``.
        store: ``ladybug`` or ``neo4j``.

    Returns:
        Query text in which every string is a parameter, and the parameters.

    Raises:
        InvalidQuery: The embedded store cannot say it.
    """
    values: dict[str, str] = {}
    parts: list[str] = []
    taken = {token.value for token in tokens if token.kind is Kind.PARAMETER}
    closing: set[int] = set()
    for index, token in enumerate(tokens):
        parts.append(" " if token.spaced or (index and _sticks(tokens[index - 1], token)) else "")
        if token.kind is Kind.STRING:
            name = f"{_STRINGS}{len(values)}"
            while name in taken:
                name += "_"
            values[name] = token.value
            parts.append(f"${name}")
        else:
            parts.append(_ladybug(tokens, index, closing) if store == "ladybug" else _plain(tokens, index))
    return "".join(parts), values


def _sticks(before: Token, token: Token) -> bool:
    """Whether two tokens would run into one another."""
    return before.kind is not Kind.MARK and token.kind is not Kind.MARK


def _plain(tokens: tuple[Token, ...], index: int) -> str:
    token = tokens[index]
    if token.kind is Kind.PARAMETER:
        return f"${token.value}"
    if token.kind in (Kind.MARK, Kind.NUMBER):
        return token.value
    if token.kind is Kind.WORD:
        if is_keyword(tokens, index):
            return token.upper()
        if _mark(tokens, index + 1, "(") and not is_name(tokens, index):
            return token.value
    return "`" + token.value.replace("`", "``") + "`"


def _ladybug(tokens: tuple[Token, ...], index: int, closing: set[int]) -> str:
    token = tokens[index]
    if index in closing:
        return ")]"
    if token.kind is Kind.MARK and token.value == "*" and in_relationship(tokens, index):
        return "* TRAIL "
    called = token.kind is Kind.WORD and _mark(tokens, index + 1, "(") and not is_name(tokens, index)
    if called and token.value.lower() == "labels":
        closing.add(_end(tokens, index + 1))
        return "[label"
    if called and not is_keyword(tokens, index):
        return _LADYBUG_FUNCTIONS.get(token.value.lower(), token.value)
    if token.kind is Kind.NUMBER and _is_position(tokens, index):
        return str(int(token.value) + 1)
    if token.kind is Kind.MARK and token.value == "[" and _indexes(tokens, index):
        _check_positions(tokens, index)
    return _plain(tokens, index)


def _end(tokens: tuple[Token, ...], opening: int) -> int:
    """Index of the bracket that closes the one at ``opening``."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += _mark(tokens, place, "([{") - _mark(tokens, place, ")]}")
        if depth == 0:
            return place
    return len(tokens) - 1


def _indexes(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the square bracket at ``index`` takes elements out of a list."""
    if not index or _mark(tokens, index - 1, "([{,.:|+-*/%^=<>~"):
        return False
    return _mark(tokens, index - 1, ")]") or not is_keyword(tokens, index - 1)


def _is_position(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a number is the first position of an index or slice, which the embedded store counts from one."""
    return _mark(tokens, index - 1, "[") and _indexes(tokens, index - 1)


def _check_positions(tokens: tuple[Token, ...], index: int) -> None:
    inner = tokens[index + 1 : _end(tokens, index)]
    plain = "".join(token.value for token in inner)
    allowed = plain.replace(".", "", 2).isdecimal() and (inner[0].kind is Kind.NUMBER)
    if not allowed and not (plain.startswith("-") and plain[1:].isdecimal()):
        raise InvalidQuery("the embedded store takes list elements only by numbers", where=f"position {tokens[index].start}")


def columns(query: str, tokens: tuple[Token, ...]) -> tuple[str, ...] | None:
    """Names of the columns of a query as its text says; nothing where it returns ``*``."""
    returns = [index for index, token in enumerate(tokens) if token.upper() == "RETURN" and is_keyword(tokens, index)]
    first = next((index for index in returns if _around(tokens, index) is None), None)
    if first is None:
        return None
    items: list[list[int]] = [[]]
    for index in range(first + 1, len(tokens)):
        outer = _around(tokens, index) is None
        if outer and tokens[index].upper() in ("ORDER", "SKIP", "LIMIT", "UNION") and is_keyword(tokens, index):
            break
        if outer and _mark(tokens, index, ","):
            items.append([])
        elif not (tokens[index].upper() == "DISTINCT" and index == first + 1):
            items[-1].append(index)
    return (
        None
        if any(not item or tokens[item[0]].value == "*" for item in items)
        else tuple(_title(query, tokens, item) for item in items)
    )


def _title(query: str, tokens: tuple[Token, ...], item: list[int]) -> str:
    aliased = [index for index in item[:-1] if tokens[index].upper() == "AS" and _around(tokens, index) is None]
    if aliased:
        return tokens[item[-1]].value
    return " ".join(query[tokens[item[0]].start : tokens[item[-1]].end].split())
