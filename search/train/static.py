"""Makes the static model: one vector for each word, a sentence is the mean of its words.

Words are those that jieba's dictionary finds in policy text; the tokenizer is a unigram model over their frequencies, which
cuts as jieba's dictionary does (the most probable way) and loads anywhere. Vectors start as the teacher's for each word alone,
reduced by principal components and weighted by SIF (Arora et al. 2017, openreview SyK00v5xx),
and then learn to follow the teacher's sentence vectors.

    python -m search.train.static --texts FOLDER --out search/embed/models/static
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file

from search.embed import load_embedder
from search.train.texts import samples

SIF = 1e-3
BATCH = 512


def vocabulary(texts: Sequence[str], size: int) -> dict[str, int]:
    """Words and their counts: every character that occurs, then the most frequent words, up to ``size`` in all."""
    import rjieba

    cutter = rjieba.Jieba()
    counts: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for text in texts:
        lowered = text.lower()
        characters.update(lowered)
        counts.update(word for word in cutter.cut(lowered, False) if 1 < len(word) <= 8)
    kept = dict(characters.most_common(size // 4))
    for word, count in counts.most_common(size - len(kept)):
        kept[word] = count
    return kept


def tokenizer_file(words: dict[str, int]) -> str:
    """A unigram tokenizer over the words, as JSON text; id 0 is the unknown character."""
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.normalizers import NFKC, Lowercase, Replace, Sequence

    total = sum(words.values())
    scores = [("[UNK]", -30.0), *((word, round(math.log(count / total), 3)) for word, count in words.items())]
    tokenizer = Tokenizer(Unigram(scores, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = Sequence([NFKC(), Lowercase(), Replace(Regex(r"\s+"), "")])
    return str(tokenizer.to_str())


def principal(vectors: NDArray[np.float32], dimensions: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean and the first principal axes, shape (columns, dimensions)."""
    mean = vectors.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov((vectors - mean).T))
    return mean, axes[:, ::-1][:, :dimensions].astype(np.float32)


def train(table: NDArray[np.float32], ids: list[list[int]], wanted: NDArray[np.float32], epochs: int) -> NDArray[np.float32]:
    """Fit the table so that the mean of a text's rows points where its wanted vector does."""
    bag = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(table.copy()), freeze=False, mode="mean")
    optimiser = torch.optim.Adam(bag.parameters(), lr=2e-3)
    goal = torch.from_numpy(wanted)
    rows = np.arange(len(ids))
    chance = np.random.default_rng(5)
    for epoch in range(epochs):
        chance.shuffle(rows)
        seen = []
        for at in range(0, len(rows), BATCH):
            part = rows[at : at + BATCH]
            flat = torch.tensor([token for row in part for token in ids[row]])
            offsets = torch.tensor(np.cumsum([0, *(len(ids[row]) for row in part[:-1])]))
            found = torch.nn.functional.normalize(bag(flat, offsets), dim=-1)
            target = goal[part]
            cosine = (found * target).sum(dim=-1)
            near = torch.nn.functional.mse_loss(found @ found.T, target @ target.T)
            loss = (1 - cosine).mean() + near
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            seen.append(float(cosine.detach().mean()))
        print(f"epoch {epoch + 1}/{epochs} cosine {np.mean(seen):.4f}", flush=True)  # noqa: T201
    fitted: NDArray[np.float32] = bag.weight.detach().numpy()
    return fitted


def make(args: argparse.Namespace) -> None:
    """The whole way from the teacher to the shipped folder."""
    from tokenizers import Tokenizer

    args.out.mkdir(parents=True, exist_ok=True)
    texts = samples(args.texts, args.count)
    words = vocabulary(texts, args.vocabulary)
    text = tokenizer_file(words)
    cut = Tokenizer.from_str(text)
    teacher = load_embedder(args.teacher)
    sentence = teacher.embed_passages(texts)
    mean, axes = principal(sentence, args.dimensions)
    wanted = _unit((sentence - mean) @ axes)
    alone = (teacher.embed_passages(list(words)) - mean) @ axes
    total = sum(words.values())
    weights = np.array([SIF / (SIF + count / total) for count in words.values()], np.float32)
    table = np.vstack([np.zeros((1, args.dimensions), np.float32), alone * weights[:, None]]).astype(np.float32)
    ids = [one.ids or [0] for one in cut.encode_batch(texts)]
    table = train(table, ids, wanted, args.epochs)
    table[0] = 0.0
    save(args.out, text, table)


def _unit(vectors: NDArray[Any]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


def save(out: Path, tokenizer: str, table: NDArray[np.float32]) -> None:
    """Write the folder so that ``SentenceTransformer(folder)`` loads it: static embedding, then normalisation."""
    modules: list[dict[str, Any]] = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
    ]
    compact = json.dumps(json.loads(tokenizer), ensure_ascii=False, separators=(",", ":"))
    (out / "tokenizer.json").write_text(compact, encoding="utf-8")
    (out / "modules.json").write_text(json.dumps(modules, indent=1), encoding="utf-8")
    (out / "config_sentence_transformers.json").write_text(json.dumps({"similarity_fn_name": "cosine"}), encoding="utf-8")
    (out / "1_Normalize").mkdir(exist_ok=True)
    (out / "1_Normalize" / "config.json").write_text("{}", encoding="utf-8")
    save_file({"embedding.weight": table.astype(np.float16)}, str(out / "model.safetensors"))


def main() -> None:
    """Parse the command line and make the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--teacher", help="an embedder as in the settings: a folder or hub name; none takes the shipped transformer"
    )
    parser.add_argument("--texts", type=Path, required=True, help="folder of .txt files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=15_000)
    parser.add_argument("--dimensions", type=int, default=128)
    parser.add_argument("--count", type=int, default=60_000, help="training texts")
    parser.add_argument("--epochs", type=int, default=6)
    make(parser.parse_args())


if __name__ == "__main__":
    main()
