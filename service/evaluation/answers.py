"""Answers against gold: one question a line, with what an answer must say and the sentences that say so.

A line holds ``id``, ``question``, ``type``, ``answers`` (required items, each a list of accepted spellings), ``evidence``
(``doc`` and ``quote``) and ``answerable``. An answer is right when every required item is in its text or items, it is at
most 600 characters and 40 for each required item, and a citation holds an evidence quote (or is held by one). An
unanswerable question wants ``answerable`` false. Every citation's quote must also be the document's own text at its
offsets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.errors import InputError
from service.evaluation.measures import close, loose, read_gold

LONGEST_ANSWER = 600
LONGEST_ITEM = 40
SHORTEST_QUOTE = 10
"""Characters; a shorter citation inside the evidence proves nothing."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One question, what was said, and whether it is right."""

    id: str
    question: str
    kind: str
    answer: str
    answerable: bool
    declined: bool
    right: bool
    citations: int
    verified: int


def evaluate_answers(gold: Path, ask: Callable[[str], dict[str, Any]], quote: Callable[[str, int, int], str]) -> list[Marked]:
    """Ask every question.

    Args:
        gold: The file of questions.
        ask: Gives the answer in the shape of ``/api/ask``.
        quote: Gives a document's text between two offsets.

    Returns:
        The marked questions in the file's order.

    Raises:
        InputError: There is no question, or a line lacks a field.
    """
    marked = []
    for number, line in enumerate(read_gold(gold), 1):
        try:
            marked.append(mark(line, ask(line["question"]), quote))
        except KeyError as error:
            raise InputError(f"the question lacks the field {error}", where=f"{gold}:{number}", hint="Correct it") from error
    if not marked:
        raise InputError("no questions", where=str(gold), hint="Name a question gold file")
    return marked


def mark(line: dict[str, Any], out: dict[str, Any], quote: Callable[[str, int, int], str]) -> Marked:
    """Mark one answer."""
    citations = out["citations"]
    verified = sum(quote(c["document"]["id"], c["start"], c["end"]) == c["quote"] for c in citations)
    said = "\n".join([loose(out["answer"]), *(loose(item["label"]) for item in out["items"])])
    if line["answerable"]:
        complete = all(any(loose(form) in said for form in forms) for forms in line["answers"])
        short = len(out["answer"]) <= LONGEST_ANSWER + LONGEST_ITEM * len(line["answers"])
        right = bool(out["answerable"]) and complete and short and _cited(line["evidence"], citations)
    else:
        right = not out["answerable"]
    identity = (line["id"], line["question"], line["type"], out["answer"])
    return Marked(*identity, bool(line["answerable"]), not out["answerable"], right, len(citations), verified)


def _cited(evidence: list[dict[str, Any]], citations: list[dict[str, Any]]) -> bool:
    wanted = [(str(item["doc"]), close(item["quote"])) for item in evidence]
    given = [(Path(c["document"]["source_name"]).stem, close(c["quote"])) for c in citations]
    return any(
        doc == other and (want in have or (have in want and len(have) >= SHORTEST_QUOTE))
        for doc, have in given
        for other, want in wanted
    )


def table(marked: list[Marked]) -> dict[str, dict[str, float]]:
    """Share of right answers over all and by type, of verified citations, and of declined questions, each with its count."""
    rows = {"all": [float(item.right) for item in marked]}
    for item in marked:
        rows.setdefault(item.kind, []).append(float(item.right))
    rows["declined, answerable"] = [float(item.declined) for item in marked if item.answerable]
    rows["declined, unanswerable"] = [float(item.declined) for item in marked if not item.answerable]
    result = {kind: {"right": sum(values) / len(values), "n": float(len(values))} for kind, values in rows.items() if values}
    total, good = sum(item.citations for item in marked), sum(item.verified for item in marked)
    return result | {"citations verified": {"right": good / total if total else 1.0, "n": float(total)}}
