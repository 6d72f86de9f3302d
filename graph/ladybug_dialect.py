"""The portable query language to what the embedded store reads.

Every pair of labels that a relationship type links is a table of its own there, and the first write into a table costs
megabytes and milliseconds; with twelve labels one document touches forty. So all nodes are in one table and all
relationships in another, and what is a label to the reader is a condition here: ``(p:Point)`` becomes ``(p:Node {type:
'Point'})``, ``[:CITES|REVISES]`` becomes ``[r:FACT]`` and ``WHERE r.predicate IN ['cites', 'revises']``. Since this
engine may use one relationship for two steps of a pattern, it is told not to (``TRAIL``, ``<>``; steps without brackets,
``(a)--(b)--(c)``, cannot be told). And it counts list elements from one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from graph.dialect import around, end, gap, is_called, is_keyword, is_mark, is_word, written
from graph.ladybug_values import Literals
from graph.schema import EDGES, META_LABEL, NODES, labels, predicates
from graph.tokens import Kind, Token, tokenize
from ontology.errors import InvalidQuery

_FUNCTIONS = {
    "split": "string_split",
    "tostring": "string",
    "tointeger": "to_int64",
    "tofloat": "to_double",
    "relationships": "rels",
    "type": "upper",
}
_CLAUSES = frozenset({"WHERE", "RETURN", "WITH", "MATCH", "OPTIONAL", "UNWIND", "ORDER", "SKIP", "LIMIT", "UNION"})


@lru_cache(maxsize=512)
def translate(query: str, literals: Literals = ()) -> str:
    """A portable query as the embedded store reads it.

    Args:
        query: This project's own, or made by ``graph.dialect.portable``.
        literals: Names of parameters and the text to put in their place.

    Returns:
        The text with labels and relationship types as conditions.

    Raises:
        InvalidQuery: It says something that the embedded store cannot.
    """
    return _Translation(tokenize(query), dict(literals)).text()


@dataclass(slots=True)
class _Clause:
    """A MATCH that needs conditions: where its pattern ends, and what must hold."""

    end: int
    conditions: list[str] = field(default_factory=list)


class _Translation:
    def __init__(self, tokens: tuple[Token, ...], literals: Mapping[str, str]) -> None:
        self.tokens = tokens
        self.instead = {  # text of a token, empty to leave it out
            index: literals[token.value]
            for index, token in enumerate(tokens)
            if token.kind is Kind.PARAMETER and token.value in literals
        }
        self.before: dict[int, str] = {}  # text that goes before a token, or at the end
        self.clauses: dict[int, _Clause] = {}
        self.steps: dict[int, list[tuple[int, frozenset[str] | None]]] = {}  # by MATCH: bracket, predicates
        self.names = 0
        self.named: dict[int, str] = {}  # new variables by their bracket

    def text(self) -> str:
        for index in range(len(self.tokens)):
            if is_mark(self.tokens, index, "("):
                self._node(index)
            elif is_mark(self.tokens, index, "["):
                self._square(index)
            elif is_called(self.tokens, index):
                self._function(index)
        self._keep_apart()
        for clause in self.clauses.values():
            self._where(clause)
        parts = []
        for index in range(len(self.tokens)):
            parts += [self.before.get(index, ""), gap(self.tokens, index)]
            parts.append(self.instead[index] if index in self.instead else written(self.tokens, index))
        return "".join(parts) + self.before.get(len(self.tokens), "")

    # Patterns

    def _node(self, opening: int) -> None:
        """``(x:A|B {…})``."""
        place = opening + 1 + is_word(self.tokens, opening + 1)
        if not is_mark(self.tokens, place, ":"):
            return
        if is_word(self.tokens, place + 1) and self.tokens[place + 1].value == META_LABEL:
            return
        kinds, after = self._kinds(place)
        known = [kind for kind in kinds if kind in labels()]
        if len(kinds) == 1:
            self._with_property(place, after, f":`{NODES}`", "type", known[0] if known else "")
        else:
            self.instead[place] = f":`{NODES}`"
            self._condition(opening, self._variable(opening), "type", known)

    def _kinds(self, colon: int) -> tuple[list[str], int]:
        """The names after a colon, left out of the text, and the place after them."""
        place, kinds = colon + 1, []
        while is_word(self.tokens, place):
            kinds.append(self.tokens[place].value)
            self.instead[place] = ""
            if not is_mark(self.tokens, place + 1, "|"):
                return kinds, place + 1
            self.instead[place + 1] = ""
            place += 2
        raise self._cannot(colon, "a label or relationship type is missing")

    def _with_property(self, colon: int, after: int, table: str, key: str, value: str) -> None:
        """Put the table at the colon and one more property into the map that follows, or into a new one."""
        self.instead[colon] = table
        if is_mark(self.tokens, after, "{"):
            empty = is_mark(self.tokens, after + 1, "}")
            self.instead[after] = f" {{`{key}`: '{value}'" + ("" if empty else ", ")
        else:
            self.before[after] = self.before.get(after, "") + f" {{`{key}`: '{value}'}}"

    def _variable(self, opening: int) -> str:
        """The variable after a bracket, or a new one."""
        if is_word(self.tokens, opening + 1) and opening + 1 not in self.instead:
            return written(self.tokens, opening + 1)
        if opening not in self.named:
            self.names += 1
            while any(token.value == f"_{self.names}" for token in self.tokens):
                self.names += 1
            self.named[opening] = f"`_{self.names}`"
            self.before[opening + 1] = self.named[opening] + self.before.get(opening + 1, "")
        return self.named[opening]

    def _square(self, opening: int) -> None:
        """``-[r:A|B*1..3 {…}]-``, or the place of a list element."""
        if is_mark(self.tokens, opening - 1, "-"):
            self._relationship(opening)
        elif opening and (is_mark(self.tokens, opening - 1, ")]") or self._is_value(opening - 1)):
            self._position(opening)

    def _is_value(self, index: int) -> bool:
        return self.tokens[index].kind is not Kind.MARK and not is_keyword(self.tokens, index)

    def _relationship(self, opening: int) -> None:
        place = opening + 1 + is_word(self.tokens, opening + 1)
        kinds: list[str] = []
        after = place
        if is_mark(self.tokens, place, ":"):
            kinds, after = self._kinds(place)
            self.instead[place] = f":`{EDGES}`"
        else:
            self.before[place] = f":`{EDGES}`"
        wanted = [predicates()[kind] for kind in kinds if kind in predicates()]
        if not is_mark(self.tokens, after, "*"):
            self._remember(opening, frozenset(wanted) if kinds else None)
        if is_mark(self.tokens, after, "*"):
            self._walk(after, end(self.tokens, opening), kinds, wanted)
        elif len(kinds) == 1:
            self._with_property(place, after, f":`{EDGES}`", "predicate", wanted[0] if wanted else "")
        elif kinds:
            self._condition(opening, self._variable(opening), "predicate", wanted)

    def _remember(self, opening: int, kinds: frozenset[str] | None) -> None:
        match = self._match(opening)
        if match is not None and opening < self._clause(match).end:
            self.steps.setdefault(match, []).append((opening, kinds))

    def _keep_apart(self) -> None:
        """Two steps of one MATCH never use the same relationship; this engine must be told so."""
        for match, steps in self.steps.items():
            for (one, kinds), (other, others) in combinations(steps, 2):
                if kinds is None or others is None or kinds & others:
                    pair = f"{self._variable(one)}.`id` <> {self._variable(other)}.`id`"
                    self._clause(match).conditions.append(pair)

    def _walk(self, star: int, closing: int, kinds: list[str], wanted: list[str]) -> None:
        self.instead[star] = "* TRAIL "
        brace = next((place for place in range(star, closing) if is_mark(self.tokens, place, "{")), None)
        if len(kinds) == 1 and brace is not None:
            self._with_property(star, brace, "* TRAIL ", "predicate", wanted[0] if wanted else "")
        elif kinds and brace is not None:
            raise self._cannot(star, "several relationship types of a path cannot have properties")
        elif kinds:
            self.before[closing] = f" (_e, _n | WHERE _e.predicate IN {_listed(wanted)})"

    def _condition(self, opening: int, variable: str, key: str, values: list[str]) -> None:
        """Something that must hold of a variable, for the MATCH around it."""
        match = self._match(opening)
        if match is None:
            raise self._cannot(opening, "several labels or types outside MATCH")
        clause = self._clause(match)
        if opening > clause.end:
            raise self._cannot(opening, "several labels or types in a condition: write EXISTS { MATCH … } instead")
        clause.conditions.append(f"{variable}.`{key}` IN {_listed(values)}")

    def _clause(self, match: int) -> _Clause:
        return self.clauses.setdefault(match, _Clause(self._clause_end(match)))

    def _match(self, opening: int) -> int | None:
        level = around(self.tokens, opening)
        for place in range(opening, -1, -1):
            if self._keyword(place) == "MATCH" and around(self.tokens, place) == level:
                return place
        return None

    def _keyword(self, index: int) -> str:
        return self.tokens[index].upper() if is_keyword(self.tokens, index) else ""

    def _clause_end(self, start: int) -> int:
        """Where the next clause begins, or the bracket around closes, or the query ends."""
        level = around(self.tokens, start)
        for place in range(start + 1, len(self.tokens)):
            if is_mark(self.tokens, place, ")]}") and around(self.tokens, place) == level and level is not None:
                if end(self.tokens, level) == place:
                    return place
            elif self._keyword(place) in _CLAUSES and around(self.tokens, place) == level:
                if not (self._keyword(place) == "WITH" and self._keyword(place - 1) in ("STARTS", "ENDS")):
                    return place
        return len(self.tokens)

    def _where(self, clause: _Clause) -> None:
        wanted = " AND ".join(clause.conditions)
        if not wanted:
            return
        if clause.end < len(self.tokens) and self._keyword(clause.end) == "WHERE":
            self.instead[clause.end] = f"WHERE {wanted} AND ("
            last = self._clause_end(clause.end)
            self.before[last] = ")" + self.before.get(last, "")
        else:
            self.before[clause.end] = f" WHERE {wanted}" + self.before.get(clause.end, "")

    # Expressions

    def _function(self, index: int) -> None:
        called, opening = self.tokens[index].value.lower(), index + 1
        closing = end(self.tokens, opening)
        if called in ("type", "labels"):
            if closing != opening + 2 or not is_word(self.tokens, opening + 1):
                raise self._cannot(index, f"{called}() takes a variable")
            self.before[closing] = ".predicate" if called == "type" else ".type"
        if called == "labels":
            self.instead |= {index: "", opening: "[", closing: "]"}
        else:
            self.instead[index] = _FUNCTIONS.get(called, self.tokens[index].value)

    def _position(self, opening: int) -> None:
        """The first number of an index or slice is one more here; other expressions cannot be told apart from names."""
        closing = end(self.tokens, opening)
        inner = "".join(token.value for token in self.tokens[opening + 1 : closing])
        if inner.startswith("-") and inner[1:].isdecimal():
            return
        if not inner.replace("..", "", 1).isdecimal() or self.tokens[opening + 1].kind is not Kind.NUMBER:
            raise self._cannot(opening, "list elements can be taken only by numbers")
        self.instead[opening + 1] = str(int(self.tokens[opening + 1].value) + 1)

    def _cannot(self, index: int, what: str) -> InvalidQuery:
        return InvalidQuery(
            what, where=f"position {self.tokens[index].start}", hint="The embedded store cannot say it otherwise"
        )


def _listed(values: list[str]) -> str:
    """Names of labels or predicates as a list; they come from the ontology, never from a user."""
    return "[" + ", ".join(f"'{value}'" for value in values or [""]) + "]"
