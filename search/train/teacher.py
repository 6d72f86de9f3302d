"""The teacher: a BERT-like encoder whose first token's vector is the sentence's."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

BATCH = 64


def load(folder: Path) -> tuple[Any, Any]:
    """The teacher's model in evaluation mode, and its tokenizer."""
    model = AutoModel.from_pretrained(str(folder), attn_implementation="eager").eval()
    return model, AutoTokenizer.from_pretrained(str(folder))


def encode(folder: Path, texts: Sequence[str], cache: Path | None = None) -> NDArray[np.float32]:
    """Normalised vectors of the texts, float32 of shape (len(texts), hidden size); kept in ``cache`` between runs."""
    if cache is None:
        return _encode(folder, texts)
    cache.mkdir(parents=True, exist_ok=True)
    file = cache / (hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32] + ".npy")
    if not file.exists():
        np.save(file, _encode(folder, texts))
    found: NDArray[np.float32] = np.load(file)
    return found


def _encode(folder: Path, texts: Sequence[str]) -> NDArray[np.float32]:
    """Batches hold texts of like length, so that little is padded."""
    model, tokenizer = load(folder)
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    vectors = np.zeros((len(texts), model.config.hidden_size), np.float32)
    with torch.inference_mode():
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            batch = tokenizer([texts[row] for row in rows], return_tensors="pt", padding=True, truncation=True, max_length=192)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                first = model(**batch).last_hidden_state[:, 0].float()
            vectors[rows] = torch.nn.functional.normalize(first, dim=-1).numpy()
    return vectors
