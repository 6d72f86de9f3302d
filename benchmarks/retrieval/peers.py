"""What a user would put together: chunks of 300 characters, jieba with bm25s, an encoder, their fusion, txtai's hybrid."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from benchmarks.retrieval.gold import LIMIT, Found
from ontology.records import Record

CHUNK = 300
_INSTRUCTION = "为这个句子生成表示以用于检索相关文章："
_RRF = 60  # Cormack, Clarke and Büttcher 2009
Search = Callable[[str], Sequence[Found]]
Ranks = Callable[[str], "np.ndarray"]


def chunks(records: Sequence[Record]) -> list[Found]:
    """Every document cut into runs of 300 characters, line breaks kept."""
    return [
        Found(record.source_name, record.text[at : at + CHUNK])
        for record in records
        for at in range(0, len(record.text), CHUNK)
        if record.text[at : at + CHUNK].strip()
    ]


def bm25(found: Sequence[Found]) -> Ranks:
    """Scores of jieba's words by bm25s with its defaults."""
    import bm25s
    import jieba

    jieba.setLogLevel(60)
    retriever = bm25s.BM25()
    retriever.index([list(jieba.cut(chunk.text)) for chunk in found], show_progress=False)
    return lambda query: np.asarray(retriever.get_scores(list(jieba.cut(query))))


def encoder(found: Sequence[Found], model: str) -> Ranks:
    """Similarities by a sentence-transformers model, one vector for each chunk."""
    from sentence_transformers import SentenceTransformer

    loaded = SentenceTransformer(model, device="cpu")
    vectors = loaded.encode([chunk.text for chunk in found], normalize_embeddings=True, batch_size=32)
    return lambda query: vectors @ loaded.encode([_INSTRUCTION + query], normalize_embeddings=True)[0]


def fused(first: Ranks, second: Ranks) -> Ranks:
    """Reciprocal-rank fusion of two rankings."""

    def scores(query: str) -> np.ndarray:
        parts = (np.argsort(np.argsort(-ranks(query), kind="stable"), kind="stable") for ranks in (first, second))
        total: np.ndarray = sum((1 / (_RRF + 1 + place) for place in parts), np.zeros(1))
        return total

    return scores


def top(found: Sequence[Found], ranks: Ranks) -> Search:
    """The best chunks of a ranking."""
    return lambda query: [found[place] for place in np.argsort(-ranks(query), kind="stable")[:LIMIT]]


def txtai_hybrid(found: Sequence[Found], model: str) -> Search:
    """The hybrid index of txtai: its own BM25 and the same encoder; words by jieba, since its tokenizer cannot cut Chinese."""
    import jieba
    from txtai import Embeddings

    jieba.setLogLevel(60)
    scoring = {"method": "bm25", "terms": True, "normalize": True}
    instructions = {"query": _INSTRUCTION, "data": ""}
    embeddings = Embeddings(path=model, hybrid=True, scoring=scoring, instructions=instructions)
    embeddings.index([(number, " ".join(jieba.cut(chunk.text)), None) for number, chunk in enumerate(found)])
    return lambda query: [found[int(place)] for place, _ in embeddings.search(" ".join(jieba.cut(query)), LIMIT)]


def peers(records: Sequence[Record], teacher: Path | None) -> Iterator[tuple[str, Search | str]]:
    """Each peer's name with its search, or with why it is left out."""
    found = chunks(records)
    words = bm25(found)
    yield "jieba + bm25s", top(found, words)
    name = teacher.name if teacher else "encoder"
    if teacher is None or find_spec("sentence_transformers") is None:
        for peer in (name, f"RRF(bm25s, {name})", f"txtai hybrid ({name})"):
            yield peer, "needs --teacher and the package sentence-transformers"
        return
    meaning = encoder(found, str(teacher))
    yield name, top(found, meaning)
    yield f"RRF(bm25s, {name})", top(found, fused(words, meaning))
    if find_spec("txtai") is None:
        yield f"txtai hybrid ({name})", "needs the package txtai"
    else:
        yield f"txtai hybrid ({name})", txtai_hybrid(found, str(teacher))
