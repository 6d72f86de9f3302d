"""Choosing among overlapping spans: the longest wins, then the better rule; nested ones are kept inside their title."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.mentions.found import Found


def choose(found: Iterable[Found]) -> list[Found]:
    """Return spans that do not overlap, in order of the text; ``nested`` spans may lie inside one that was chosen."""
    ordered = sorted(set(found), key=lambda f: (-f.length, f.rank, f.start, f.type, f.name, f.rule, f.nested))
    taken: set[int] = set()
    chosen: list[Found] = []
    nested = [span for span in ordered if span.nested]
    for span in ordered:
        if span.nested or span.start in taken or span.end - 1 in taken:
            continue
        taken.update(range(span.start, span.end))
        chosen.append(span)
    places = {(span.start, span.end) for span in chosen}
    chosen += [span for span in nested if (span.start, span.end) not in places]
    return sorted(chosen, key=lambda f: (f.start, -f.end))
