"""Replies kept in a folder, so that reading a document again costs nothing."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import orjson


class ReplyCache:
    """Replies by the hash of model, prompt version and messages. ``folder`` is made when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, model: str, messages: list[dict[str, str]]) -> str | None:
        """The reply that was kept, or ``None``; a damaged file counts as none."""
        try:
            raw = orjson.loads(self._path(model, messages).read_bytes())
        except (FileNotFoundError, orjson.JSONDecodeError):
            return None
        text = raw.get("text") if isinstance(raw, dict) else None
        return text if isinstance(text, str) else None

    def put(self, model: str, messages: list[dict[str, str]], text: str) -> None:
        """Keep a reply; the file appears whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(orjson.dumps({"model": model, "text": text}, option=orjson.OPT_INDENT_2))
        Path(name).replace(self._path(model, messages))

    def _path(self, model: str, messages: list[dict[str, str]]) -> Path:
        key = hashlib.sha256(orjson.dumps([model, messages], option=orjson.OPT_SORT_KEYS)).hexdigest()
        return self._folder / f"{key}.json"
