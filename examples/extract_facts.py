"""Read one document and print each fact with the words that say it.

python examples/extract_facts.py samples/anquan-2022.txt
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.pipeline import extract


def main(file: Path) -> None:
    record = extract(file.read_bytes(), file.name)
    names = {entity.id: entity.name for entity in record.entities}
    print(record.meta.title, record.meta.year)
    for statement in record.statements:
        subject = ".".join(map(str, statement.path)) if statement.path else names.get(statement.subject, record.meta.title)
        print(f"{subject}\t{statement.predicate}\t{names[statement.object]}\t{record.quote(statement.start, statement.end)}")
    for target in record.targets:
        path = ".".join(map(str, target.path))
        print(f"{path}	target	{target.value:g}{target.unit}	{record.quote(target.start, target.end)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python examples/extract_facts.py FILE")
    main(Path(sys.argv[1]))
