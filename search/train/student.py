"""Makes the shipped transformer: layers of the teacher, its vocabulary cut to what Chinese policy text needs, int8 weights.

The layers that are left learn to follow the teacher's sentence vectors (Hinton et al. 2015, arXiv 1503.02531; the choice of
layers as initialisation follows DistilBERT, arXiv 1910.01108), with 1 - cosine as the loss.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from search.train import teacher
from search.train.texts import samples

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
BATCH = 32


def kept_tokens(tokenizer: Any, texts: Sequence[str], size: int) -> list[str]:
    """Tokens to keep: the special ones, GB 2312's characters and ASCII, then the most frequent in the texts, up to ``size``."""
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    counts = Counter(token for text in texts for token in tokenizer.tokenize(text))
    basic = [chr(code) for code in range(0x21, 0x7F)]
    chinese = [character for character in _gb2312() if character in vocabulary]
    wanted = [*SPECIAL, *basic, *[token for token, _ in counts.most_common(size // 4)], *chinese]
    wanted += [token for token, _ in counts.most_common()]
    kept = [token for token in dict.fromkeys(wanted) if token in vocabulary][:size]
    return sorted(kept, key=vocabulary.__getitem__)


def _gb2312() -> list[str]:
    """The 6,763 characters of GB 2312, the frequent level first."""
    rows = ((row, cell) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    found = []
    for row, cell in rows:
        try:
            found.append(bytes((row, cell)).decode("gb2312"))
        except UnicodeDecodeError:
            continue  # the standard leaves a few cells empty
    return found


def cut_down(model: Any, tokenizer: Any, kept: Sequence[str], layers: Sequence[int]) -> Any:
    """The teacher with only some layers and only the kept rows of its embedding table."""
    vocabulary = tokenizer.get_vocab()
    rows = torch.tensor([vocabulary[token] for token in kept])
    table = model.embeddings.word_embeddings
    smaller = torch.nn.Embedding(len(kept), table.embedding_dim, padding_idx=kept.index("[PAD]"))
    smaller.weight.data = table.weight.data[rows].clone()
    model.embeddings.word_embeddings = smaller
    model.encoder.layer = torch.nn.ModuleList([model.encoder.layer[index] for index in layers])
    model.pooler = None
    return model


def small_tokenizer(folder: Path, kept: Sequence[str]) -> dict[str, Any]:
    """The teacher's tokenizer file with the kept tokens renumbered from 0."""
    raw: dict[str, Any] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    numbers = {token: index for index, token in enumerate(kept)}
    raw["model"]["vocab"] = numbers
    raw["added_tokens"] = [
        entry | {"id": numbers[entry["content"]]} for entry in raw["added_tokens"] if entry["content"] in numbers
    ]
    for name, entry in raw["post_processor"].get("special_tokens", {}).items():
        entry["ids"] = [numbers[name]]
    for key in ("sep", "cls"):
        if key in raw["post_processor"]:
            raw["post_processor"][key] = [raw["post_processor"][key][0], numbers[raw["post_processor"][key][0]]]
    raw["truncation"] = raw["padding"] = None
    return raw


def distil(model: Any, encode: Any, texts: Sequence[str], wanted: NDArray[np.float32], epochs: int) -> None:
    """Train in place; prints the mean cosine now and then."""
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-4, weight_decay=0.01)
    batches = _batches(texts)
    steps = epochs * len(batches)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-4, total_steps=steps, pct_start=0.05)
    model.train()
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    chance, seen = random.Random(11), []
    for _ in range(epochs):
        chance.shuffle(batches)
        for rows in batches:
            ids, mask = encode([texts[row] for row in rows])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                first = model(input_ids=ids, attention_mask=mask).last_hidden_state[:, 0]
            cosine = torch.nn.functional.cosine_similarity(first.float(), torch.from_numpy(wanted[rows]), dim=-1)
            loss = (1 - cosine).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            seen.append(float(cosine.mean()))
            if len(seen) % 200 == 0:
                print(f"step {len(seen)}/{steps} cosine {np.mean(seen[-200:]):.4f}", flush=True)  # noqa: T201
    model.eval()


def _batches(texts: Sequence[str]) -> list[list[int]]:
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    return [order[at : at + BATCH] for at in range(0, len(order), BATCH)]


class _Sentence(torch.nn.Module):
    """Ids and mask to the normalised vector of the first token: what the shipped graph computes."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Vectors of shape (batch, hidden size)."""
        first = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state[:, 0]
        return torch.nn.functional.normalize(first, dim=-1)


def export(model: Any, out: Path) -> None:
    """Write ``model.onnx`` with int8 weights (dynamic quantisation, one scale for each channel)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole = out / "float.onnx"
    ids = torch.ones((2, 8), dtype=torch.long)
    axes = {"input_ids": {0: "batch", 1: "length"}, "attention_mask": {0: "batch", 1: "length"}, "vector": {0: "batch"}}
    torch.onnx.export(
        _Sentence(model), (ids, ids), str(whole), input_names=["input_ids", "attention_mask"], output_names=["vector"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(whole, out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()


def make(args: argparse.Namespace) -> None:
    """The whole way from the teacher to the shipped folder."""
    from tokenizers import Tokenizer

    args.out.mkdir(parents=True, exist_ok=True)
    texts = samples(args.texts, args.count)
    model, tokenizer = teacher.load(args.teacher)
    kept = kept_tokens(tokenizer, texts, args.vocabulary)
    raw = small_tokenizer(args.teacher, kept)
    (args.out / "tokenizer.json").write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    small = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    small.enable_padding(pad_id=kept.index("[PAD]"))
    small.enable_truncation(192)

    def encode(batch: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
        found = small.encode_batch(list(batch))
        return torch.tensor([one.ids for one in found]), torch.tensor([one.attention_mask for one in found])

    model = cut_down(model, tokenizer, kept, args.layers)
    if args.epochs:
        distil(model, encode, texts, teacher.encode(args.teacher, texts, args.cache), args.epochs)
    export(model, args.out)


def main() -> None:
    """Parse the command line and make the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True, help="folder of .txt files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="folder that keeps the teacher's vectors between runs")
    parser.add_argument("--layers", type=int, nargs="+", default=[0, 3], help="teacher's layers to keep, from 0")
    parser.add_argument("--vocabulary", type=int, default=7000)
    parser.add_argument("--count", type=int, default=60_000, help="training texts")
    parser.add_argument("--epochs", type=int, default=2)
    make(parser.parse_args())


if __name__ == "__main__":
    main()
