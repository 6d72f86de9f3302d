"""What domain experts do: check a lexicon, and decide which names are one thing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.errors import ConfigurationError, InvalidQuery, NotFound
from ontology.identity import fold_name
from service.wire.system import JudgementOut, JudgementsResponse

if TYPE_CHECKING:
    from ontology.records import Entity
    from service.workspace import Workspace


def check_lexicon(file: Path | None) -> dict[str, Any]:
    """Check a lexicon file or folder by itself and together with the shipped one.

    Args:
        file: A YAML file or a folder of them; the shipped ones alone when left out.

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


def judgements(workspace: Workspace) -> JudgementsResponse:
    """The decisions that hold."""
    return JudgementsResponse(judgements=[JudgementOut.model_validate(judgement) for judgement in workspace.judgements.all()])


def judge(workspace: Workspace, kind: str, references: list[str], reason: str) -> JudgementOut:
    """Keep a decision about entities and let graph and index follow.

    Args:
        workspace: The workspace, open for writing.
        kind: ``merge``, ``split`` or ``reject``.
        references: Ids or names of the entities.
        reason: Why.

    Returns:
        The decision.

    Raises:
        NotFound: There is no such entity.
        InvalidQuery: A name is that of several entities.
        InputError: The entities are the same, or too many or too few.
    """
    with workspace.changing_judgements():
        chosen = [_entity(workspace, reference) for reference in references]
        ids, names = tuple(entity.id for entity in chosen), tuple(entity.name for entity in chosen)
        return JudgementOut.model_validate(workspace.judgements.add(kind, ids, names, reason))


def undo(workspace: Workspace, identifier: str) -> JudgementOut:
    """Take a decision back and let graph and index follow.

    Args:
        workspace: The workspace.
        identifier: Its id.

    Returns:
        The decision that no longer holds.

    Raises:
        NotFound: There is no such decision.
    """
    with workspace.changing_judgements():
        return JudgementOut.model_validate(workspace.judgements.undo(identifier))


def _entity(workspace: Workspace, reference: str) -> Entity:
    """The entity, as records name it, behind an id (of a record's entity or of a canonical one) or a name."""
    every = {entity.id: entity for record in workspace.holdings.records.values() for entity in record.entities}
    if reference in every:
        return every[reference]
    for canonical in workspace.reading().snapshot.resolution.entities:
        if canonical.id == reference:
            return every[canonical.members[0]]
    wanted = fold_name(reference)
    found = [entity for entity in every.values() if wanted == fold_name(entity.name)]
    found = found or [entity for entity in every.values() if wanted in map(fold_name, entity.aliases)]
    if len(found) > 1:
        said = ", ".join(f"{entity.id} ({entity.type} {entity.name} {entity.scope})" for entity in found[:5])
        raise InvalidQuery(f"{len(found)} entities bear this name", where=reference[:80], hint=f"Give an id: {said}")
    if not found:
        raise NotFound("no such entity", where=reference[:80], hint="Find it with: yaodian search")
    return found[0]
