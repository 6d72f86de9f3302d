"""What a question asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from search.question.terms import Term


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that the question means, how sure that is (0..1) and the words that name it."""

    id: str
    title: str
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity of the library that the question names, with the name as the question prints it."""

    id: str
    name: str
    type: str
    printed: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    Attributes:
        text: As asked, cleaned of control characters.
        folded: The text folded.
        kind: lookup, list, count, number, who, when, yes_no, compare or path.
        form: What kind of thing the answer must be (money, date, body …), or ``None``.
        unit: The measure word asked for (人, 条, 项 …), or empty.
        focus: The noun that the question word asks about.
        terms: Content words with weights.
        years: Years named.
        documents: Documents meant, the likeliest first.
        entities: Entities named.
        predicates: Predicates whose verbs stand in the question.
        parts: Titles of parts or points that the question quotes.
        asked: How many things are asked for, where the question says so.
    """

    text: str
    folded: str
    kind: str
    form: str | None = None
    unit: str = ""
    focus: str = ""
    terms: tuple[Term, ...] = ()
    years: tuple[int, ...] = ()
    documents: tuple[NamedDocument, ...] = ()
    entities: tuple[NamedEntity, ...] = ()
    predicates: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    asked: int | None = field(default=None)

    @property
    def mass(self) -> float:
        """Weight of all terms together."""
        return sum(term.weight for term in self.terms)
