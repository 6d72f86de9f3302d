"""The merge guards, over pairs that experts can extend in data/*.yaml."""

import pytest

from ingest.resolve import resolve
from tests.ingest.resolve.guards import Pair, pairs, record


def joined(pair: Pair) -> bool:
    first, second = pair.entities()
    return len(resolve([record("a", first), record("b", second)]).entities) == 1


@pytest.mark.parametrize("pair", pairs("always"), ids=str)
def test_always_one(pair: Pair) -> None:
    assert joined(pair)


@pytest.mark.parametrize("pair", pairs("never"), ids=str)
def test_never_one(pair: Pair) -> None:
    assert not joined(pair)


def test_never_one_even_all_together() -> None:
    known = {entity.id: entity for pair in pairs("never") for entity in pair.entities()}
    resolution = resolve([record(str(number), entity) for number, entity in enumerate(known.values())])
    canonical = resolution.canonical_ids
    met = [str(pair) for pair in pairs("never") if len({canonical[entity.id] for entity in pair.entities()}) == 1]
    assert met == []


def test_there_are_a_hundred_of_each() -> None:
    assert len(set(pairs("always"))) >= 100
    assert len(set(pairs("never"))) >= 100
