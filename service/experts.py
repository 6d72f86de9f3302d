"""What domain experts do: check a lexicon, and decide which names are one thing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ontology.errors import ConfigurationError


def check_lexicon(file: Path | None) -> dict[str, Any]:
    """Check a lexicon file or folder by itself and together with the shipped one.

    Returns:
        The files that were checked and the number of entries of the whole lexicon.

    Raises:
        ConfigurationError: There are problems; the first is named, and how many there are.
    """
    from ingest.lexicon import lexicon_files, load_lexicon, validate

    files = lexicon_files(file) if file is not None else []
    problems = validate(file) if file is not None else []
    if problems:
        more = f" ({len(problems)} problems: {'; '.join(map(str, problems[1:6]))})" if len(problems) > 1 else ""
        raise ConfigurationError(f"{problems[0].what}{more}", where=problems[0].where, hint="Correct the file")
    return {"files": [str(path) for path in files], "entries": len(load_lexicon(file).entries)}
