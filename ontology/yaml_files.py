"""Reading of YAML data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where the package has it: eight times as fast as Python's reader, and each start reads some sixty files."""


def parse_yaml(text: str | bytes) -> Any:  # noqa: ANN401  whatever the text says
    """Read YAML into plain lists, mappings, strings and numbers.

    Args:
        text: The YAML; bytes are UTF-8 or UTF-16.

    Returns:
        What it says; nothing for an empty text.

    Raises:
        yaml.YAMLError: It is not YAML; the error says where.
    """
    return yaml.load(text, Loader=_LOADER)


def read_yaml(path: Path) -> Any:  # noqa: ANN401  whatever the file says
    """Read a YAML file in UTF-8; see ``parse_yaml``.

    Args:
        path: The file.

    Returns:
        What it says.

    Raises:
        OSError: It cannot be read.
        UnicodeDecodeError: It is not UTF-8.
        yaml.YAMLError: It is not YAML.
    """
    return parse_yaml(path.read_text(encoding="utf-8"))
