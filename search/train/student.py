"""Makes the shipped transformer out of a BERT teacher, without a gradient step.

Three cuts, each measured in ``docs/decisions/051-shipped-transformer.md``: tokens that Chinese policy text does not need, the
last layer for all tokens but the first, and 7 bits instead of 32, packed by their frequency. Then one matrix, fitted by least
squares, that brings a passage read in pairs nearer to its full reading (``docs/decisions/090-passages-in-pairs.md``).

    python -m search.train.student --teacher FOLDER --texts FOLDER --out search/embed/models/default
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path

from tokenizers import Tokenizer

from search.embed.onnx_model import OnnxEmbedder
from search.train.bridge import fit_bridge
from search.train.calibrate import batches, measure
from search.train.graph import build
from search.train.texts import samples
from search.train.vocabulary import choose_tokens, write_tokenizer
from search.train.weights import prune, read_bert

BGE_PROMPT = "为这个句子生成表示以用于检索相关文章："
LENGTH = 192  # positions, the two marks included
CALIBRATION = 300  # texts on which value ranges are found
COUNTED = 36_000  # texts in which tokens are counted, and on which the bridge is fitted


def make(teacher: Path, texts: Path, out: Path, prompt: str) -> None:
    """Write ``model.onnx.gz``, ``tokenizer.json`` and ``model.json`` into ``out``.

    Args:
        teacher: Folder with ``config.json``, ``model.safetensors`` and ``tokenizer.json``.
        texts: Folder of ``.txt`` files of the kind that will be searched.
        out: Created when missing.
        prompt: What is put before a query, never before a passage; empty for nothing.
    """
    out.mkdir(parents=True, exist_ok=True)
    found = [text.lower() for text in samples(texts, COUNTED)]
    whole = Tokenizer.from_file(str(teacher / "tokenizer.json"))
    whole.no_padding()
    tokens = choose_tokens(whole, found)
    write_tokenizer(teacher / "tokenizer.json", tokens, out / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    vocabulary = whole.get_vocab()
    weights = prune(read_bert(teacher), [vocabulary[token] for token in tokens], LENGTH)
    ranges = measure(weights, list(batches(tokenizer, found[:CALIBRATION])))
    _write(out, build(weights, ranges), "")
    _write(out, build(weights, ranges, fit_bridge(OnnxEmbedder(out, "unbridged"), found)), prompt)


def _write(out: Path, model: bytes, prompt: str) -> None:
    (out / "model.json").write_text(json.dumps({"query_prompt": prompt}, ensure_ascii=False), encoding="utf-8")
    (out / "model.onnx.gz").write_bytes(pack(model))


def pack(data: bytes) -> bytes:
    """Compress as gzip does, by frequency of bytes only: weights hold no repeated strings to look for."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31, 9, zlib.Z_HUFFMAN_ONLY)
    return packer.compress(data) + packer.flush()


def main() -> None:
    """Parse the command line and make the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True, help="folder of .txt files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--query-prompt", default=BGE_PROMPT, help="what the teacher was trained to see before a query")
    args = parser.parse_args()
    make(args.teacher, args.texts, args.out, args.query_prompt)


if __name__ == "__main__":
    main()
