"""Lets through only queries that read. What is not known to be harmless is refused.

Three layers, each enough by itself: the text is checked here against lists of what may stand in it; what a store is
sent is rebuilt from the tokens (``graph.dialect``), so that it can read nothing else than what was checked; and the
store runs it in a read-only transaction with limits on rows and time.

The check needs no full grammar. Every bare word is an allowed keyword, an allowed function, or a name; and a name,
string or number may not follow another value directly. So a clause that is not on the list can begin nowhere: after a
value its first word is refused, and where a value may stand its second word is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from graph import dialect
from graph.model import Table
from graph.store import ROW_LIMIT, TIME_LIMIT, GraphStore
from graph.tokens import Kind, Token, tokenize
from ontology.characters import is_whole
from ontology.errors import ForbiddenQuery, InvalidQuery

FIRST = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN"})
KEYWORDS = dialect.KEYWORDS
FUNCTIONS = dialect.FUNCTIONS
WRITING = frozenset(
    "CREATE MERGE SET DELETE DETACH NODETACH REMOVE INSERT DROP ALTER COPY LOAD CALL YIELD INSTALL UNINSTALL ATTACH EXPORT "
    "IMPORT BEGIN COMMIT ROLLBACK CHECKPOINT FOREACH USE PROFILE EXPLAIN GRANT DENY REVOKE TERMINATE START STOP PROJECT "
    "COMMENT TRANSACTIONS FINISH SHOW ENABLE DRYRUN RENAME UPDATE TRUNCATE FORCE".split()
)
"""Words that begin something other than reading. They may be names only in backticks, after a dot or after a colon."""
MAX_LENGTH = 20_000
MAX_DEPTH = 60
MAX_HOPS = 10
SHOWN = 40
"""So many characters of a word that is refused are told."""
_OPENING = {"(": ")", "[": "]", "{": "}"}
_VALUE_KINDS = frozenset({Kind.QUOTED, Kind.STRING, Kind.NUMBER, Kind.PARAMETER})
_VALUE_WORDS = frozenset({"NULL", "TRUE", "FALSE", "END"})


def run(
    store: GraphStore,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    limit: int = ROW_LIMIT,
    timeout: float = TIME_LIMIT,
) -> Table:
    """Check a user's query and run it.

    Args:
        store: Where to run it.
        query: Cypher as the user wrote it.
        parameters: Values of its parameters.
        limit: At most this many rows come back.
        timeout: Seconds after which the store gives up.

    Returns:
        Columns and rows, the columns named the same way by every store.

    Raises:
        ForbiddenQuery: The query would do something other than read.
        InvalidQuery: It cannot be read, or a parameter has no value or one that no store can take.
        StoreError: The store refused it, or failed.
    """
    tokens = check_read_only(query)
    given = dict(parameters or {})
    missing = sorted({token.value for token in tokens if token.kind is Kind.PARAMETER} - given.keys())
    if missing:
        raise InvalidQuery(f"no value for the parameter ${missing[0]}")
    for key, value in given.items():
        _check_text(key, "the name of a parameter")
        _check_value(value, f"${key}")
    text, values = dialect.portable(tokens)
    table = store.read(text, {**given, **values}, limit=limit, timeout=timeout)
    columns = dialect.columns(query, tokens)
    if columns is not None and len(columns) == len(table.columns):
        return Table(columns, table.rows, table.truncated)
    return table


def _check_value(value: Any, where: str) -> None:  # noqa: ANN401  any JSON value
    """Refuse, however deep it stands, what a store could not be sent."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise InvalidQuery("a number is beyond 64 bits", where=where, hint="Give a smaller one, or a text")
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _check_text(str(key), where)
            _check_value(item, where)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _check_value(item, where)


def _check_text(text: str, where: str) -> None:
    """No store can be sent half of a character."""
    if not is_whole(text):
        what = "the text holds half of a surrogate pair, which is not valid UTF-8"
        raise InvalidQuery(what, where=where, hint="Send the whole character, or leave it out")


def check_read_only(query: str) -> tuple[Token, ...]:
    """Refuse a query that could do anything but read.

    Args:
        query: Cypher as the user wrote it.

    Returns:
        Its tokens, without a closing semicolon.

    Raises:
        ForbiddenQuery: It would write, call a procedure or touch files, or a function or keyword is not on the list.
        InvalidQuery: It is empty, too long, or cannot be read.
    """
    if len(query) > MAX_LENGTH:
        raise InvalidQuery(f"the query is longer than {MAX_LENGTH} characters")
    _check_text(query, "query")
    tokens = tokenize(query)
    if tokens and tokens[-1].value == ";" and tokens[-1].kind is Kind.MARK:
        tokens = tokens[:-1]
    if not tokens:
        raise InvalidQuery("the query is empty")
    if tokens[0].upper() not in FIRST:
        _forbid_first(tokens[0])
    _check_brackets(tokens)
    for index, token in enumerate(tokens):
        _check_token(tokens, index, token)
    _check_hops(tokens)
    return tokens


def _check_token(tokens: tuple[Token, ...], index: int, token: Token) -> None:
    before = tokens[index - 1] if index else None
    if token.kind is Kind.MARK:
        _check_mark(before, token)
        return
    keyword = dialect.is_keyword(tokens, index)
    called = dialect.is_word(tokens, index) and not keyword and dialect.is_mark(tokens, index + 1, "(")
    if token.kind is Kind.WORD and not keyword and not dialect.is_name(tokens, index):
        if token.value.casefold().upper() in WRITING or token.upper() in WRITING:
            _forbid(token, f"{token.upper()} is not reading", "A name like it needs backticks")
    if called and not (dialect.is_called(tokens, index) and token.value.lower() in FUNCTIONS):
        _forbid(token, f"the function {token.value} is not on the list", f"Allowed: {', '.join(sorted(FUNCTIONS))}")
    starts_value = token.kind in _VALUE_KINDS or (token.kind is Kind.WORD and not keyword)
    if starts_value and before is not None and _ends_value(tokens, index - 1):
        _forbid(token, f"{token.value!r} cannot follow {before.value!r}", "Only reading clauses are allowed")


def _check_mark(before: Token | None, token: Token) -> None:
    if token.value == ";":
        _forbid(token, "one statement at a time", "Send the statements one by one")
    if token.value in "({" and before is not None and before.kind is Kind.MARK and before.value == ")":
        _forbid(token, f"{token.value!r} cannot follow ')'")


def _ends_value(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    if token.kind is Kind.MARK:
        return token.value in ")]}"
    if token.kind is Kind.WORD and dialect.is_keyword(tokens, index):
        return token.upper() in _VALUE_WORDS
    return True


def _check_brackets(tokens: tuple[Token, ...]) -> None:
    waiting: list[str] = []
    for token in tokens:
        if token.kind is not Kind.MARK:
            continue
        if token.value in _OPENING:
            waiting.append(_OPENING[token.value])
            if len(waiting) > MAX_DEPTH:
                raise InvalidQuery(f"brackets are nested deeper than {MAX_DEPTH}")
        elif token.value in _OPENING.values() and (not waiting or waiting.pop() != token.value):
            raise InvalidQuery(f"the bracket {token.value!r} closes nothing", where=f"position {token.start}")
    if waiting:
        raise InvalidQuery(f"the bracket {waiting[-1]!r} is missing")


def _check_hops(tokens: tuple[Token, ...]) -> None:
    """A pattern of any length must say how long at most."""
    for index, token in enumerate(tokens):
        if token.value == "*" and token.kind is Kind.MARK and dialect.in_relationship(tokens, index):
            longest = dialect.hops(tokens, index)
            if longest is None or longest > MAX_HOPS:
                hint = f"Write for example *1..4; at most {MAX_HOPS}"
                raise ForbiddenQuery("a pattern of any length needs a limit", where=f"position {token.start}", hint=hint)


def _forbid_first(token: Token) -> NoReturn:
    said = token.value if len(token.value) <= SHOWN else f"{token.value[:SHOWN]}…"
    hint = "Begin with MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN"
    if token.kind is Kind.WORD and token.upper() in WRITING:
        _forbid(token, f"{token.upper()} is not reading", f"Only reading is possible here. {hint}")
    _forbid(token, f"a query cannot begin with {said!r}", hint)


def _forbid(token: Token, what: str, hint: str | None = None) -> NoReturn:
    raise ForbiddenQuery(what, where=f"position {token.start}", hint=hint)
