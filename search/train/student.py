"""Makes the shipped transformer out of a BERT teacher: a thorough reader of queries and a light one of passages.

The reader of queries is the teacher without a gradient step, after three cuts, each measured in
``docs/decisions/051-shipped-transformer.md``: tokens that Chinese policy text does not need, the last layer for all tokens but
the first, and 6 bits instead of 32, packed by their frequency. The reader of passages is one layer on the same token vectors
that learns to give the other's vectors (``docs/decisions/094-one-layer-for-passages.md``).

    python -m search.train.student --teacher FOLDER --texts FOLDER --out search/embed/models/default
"""

from __future__ import annotations

import argparse
import json
import shutil
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tokenizers import Tokenizer

from search.embed.onnx_model import OnnxEmbedder
from search.embed.units import Units
from search.train.calibrate import feeds, measure
from search.train.graph import build
from search.train.texts import samples
from search.train.vocabulary import choose_tokens, write_tokenizer
from search.train.weights import Array, BertWeights, narrow, prune, read_bert

BGE_PROMPT = "为这个句子生成表示以用于检索相关文章："
LENGTH = 192  # positions, the two marks included
CALIBRATION = 300  # texts on which value ranges are found
COUNTED = 36_000  # texts in which tokens are counted
LEARNED = 150_000  # texts from which passages are learned
EPOCHS = 20
INNER = 1_024  # feed-forward channels of the reader of passages; half the teacher's


def make(teacher: Path, texts: Path, out: Path, prompt: str, epochs: int = EPOCHS) -> None:
    """Write ``model.onnx.gz``, ``tokenizer.json`` and ``model.json`` into ``out``, all at the end.

    Args:
        teacher: Folder with ``config.json``, ``model.safetensors`` and ``tokenizer.json``.
        texts: Folder of ``.txt`` files of the kind that will be searched.
        out: Created when missing.
        prompt: What is put before a query, never before a passage; empty for nothing.
        epochs: How often the reader of passages sees each text.
    """
    found = [text.lower() for text in samples(texts, LEARNED)]
    with TemporaryDirectory() as name:
        draft = Path(name)
        (draft / "model.json").write_text(json.dumps({"query_prompt": prompt}, ensure_ascii=False), encoding="utf-8")
        whole = _pruned(teacher, found[:COUNTED], draft)
        units = Units(Tokenizer.from_file(str(draft / "tokenizer.json")))
        light = narrow(replace(whole, layers=whole.layers[-1:]), INNER)
        _write(draft, units, found, whole, light)
        light = _taught(light, units, found, OnnxEmbedder(draft, "draft").read_in_full(found), epochs)
        _write(draft, units, found, whole, light)
        out.mkdir(parents=True, exist_ok=True)
        for path in draft.iterdir():
            shutil.copy(path, out)


def _pruned(teacher: Path, texts: Sequence[str], out: Path) -> BertWeights:
    """The teacher with the tokens that are worth it, and its tokenizer in ``out``."""
    whole = Tokenizer.from_file(str(teacher / "tokenizer.json"))
    whole.no_padding()
    tokens = choose_tokens(whole, texts)
    write_tokenizer(teacher / "tokenizer.json", tokens, out / "tokenizer.json")
    vocabulary = whole.get_vocab()
    return prune(read_bert(teacher), [vocabulary[token] for token in tokens], LENGTH)


def _taught(start: BertWeights, units: Units, texts: Sequence[str], wanted: Array, epochs: int) -> BertWeights:
    from search.train.distil import distil  # needs torch, which nothing else here does

    owners, windows = units.windows(texts, pairs=True)
    return distil(start, windows, wanted[owners], epochs, print)


def _write(out: Path, units: Units, texts: Sequence[str], whole: BertWeights, light: BertWeights) -> None:
    """Both readers in one file; the ranges of their activations are found on what each will read."""
    some = texts[:CALIBRATION]
    thorough, quick = ("queries", whole), ("passages", light)
    ranges = {
        **measure(thorough, list(feeds(units, some, pairs=False))),
        **measure(quick, list(feeds(units, some, pairs=True))),
    }
    (out / "model.onnx.gz").write_bytes(pack(build(thorough, quick, ranges)))


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
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    args = parser.parse_args()
    make(args.teacher, args.texts, args.out, args.query_prompt, args.epochs)


if __name__ == "__main__":
    main()
