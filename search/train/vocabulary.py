"""Which of the teacher's tokens a student keeps, and its tokenizer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def gb2312_characters() -> list[str]:
    """All characters of GB 2312 in its order: punctuation, letters, 6,763 Chinese characters."""
    found = []
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def choose_tokens(tokenizer: Tokenizer, texts: Iterable[str], least: int = 20) -> list[str]:
    """Return the tokens to keep, in the teacher's order.

    Kept are the special tokens, single characters of ASCII and of GB 2312, single letters and digits inside words, and all
    other tokens that the texts hold at least ``least`` times.
    """
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    counts = Counter(token for text in texts for token in tokenizer.encode(text, add_special_tokens=False).tokens)
    keep = {*SPECIAL, *gb2312_characters(), *map(chr, range(0x21, 0x7F))}
    keep |= {f"##{char}" for char in "abcdefghijklmnopqrstuvwxyz0123456789"}
    keep |= {token for token, count in counts.items() if count >= least}
    return sorted(keep & vocabulary.keys(), key=vocabulary.__getitem__)


def write_tokenizer(source: Path, tokens: list[str], path: Path) -> None:
    """Write a tokenizer that is the teacher's with the given tokens only, numbered in their order."""
    data: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    numbers = {token: number for number, token in enumerate(tokens)}
    data["model"]["vocab"] = numbers
    data["added_tokens"] = [
        token | {"id": numbers[token["content"]]} for token in data["added_tokens"] if token["content"] in numbers
    ]
    data["truncation"] = data["padding"] = None
    for token in data["post_processor"].get("special_tokens", {}).values():
        token["ids"] = [numbers[name] for name in token["tokens"]]
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
