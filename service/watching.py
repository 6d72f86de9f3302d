"""What is new since a moment, and searches that are kept to ask for it."""

from __future__ import annotations

from collections.abc import Collection

from ontology.errors import InvalidQuery
from ontology.records import NodeKind
from service import convert, views
from service.saved import now, parse_since
from service.wire.search import NewPoint, SavedSearch, SavedSearches, WatchResponse
from service.workspace import Workspace

EVER = "1970-01-01T00:00:00+00:00"


def watch(workspace: Workspace, since: str | None = None, q: str | None = None, known: Collection[str] = ()) -> WatchResponse:
    """New points in documents that came in since a moment; all of them, or those that a search finds, best first.

    Args:
        workspace: Where to look.
        since: A date or a moment; ``None`` means ever.
        q: Only points that this search finds.
        known: Documents that are not new.

    Returns:
        The points.

    Raises:
        InvalidQuery: ``since`` is not a date.
    """
    moment = parse_since(since) if since else EVER
    added = {
        record.id: when
        for record in workspace.holdings.records.values()
        if (when := workspace.added(record.id) or "") >= moment and record.id not in known
    }
    if q:
        hits = views.search(workspace, q=q, limit=100, document=list(added)).hits if added else []
        points = [
            NewPoint(id=h.node, path=h.path, title=h.title, document=h.document, added=added[h.document.id]) for h in hits
        ]
    else:
        points = [
            NewPoint(
                id=node.id,
                path=list(node.path),
                title=node.title,
                document=convert.document_ref(record),
                added=added[record.id],
            )
            for record in workspace.holdings.records.values()
            if record.id in added
            for node in record.nodes
            if node.kind is NodeKind.POINT
        ]
    return WatchResponse(since=moment, query=q, points=points)


def saved(workspace: Workspace) -> SavedSearches:
    """The kept searches."""
    return SavedSearches(searches=[SavedSearch.model_validate(item) for item in workspace.saved.all()])


def change(
    workspace: Workspace, *, save: str | None, query: str | None, name: str | None, remove: str | None
) -> SavedSearches | WatchResponse:
    """Keep a search, forget one, or show what is new for one and mark it as seen.

    Args:
        workspace: The workspace.
        save: Keep a search under this name.
        query: The query as it was written.
        name: Its name.
        remove: Forget this search.

    Returns:
        The kept searches, or what is new.

    Raises:
        InvalidQuery: More than one of these is asked for, or the search to keep is missing.
        NotFound: No search is kept under that name.
    """
    if sum(word is not None for word in (save, name, remove)) > 1:
        raise InvalidQuery("give only one of --save, --name and --remove", where="watch", hint="Do one after the other")
    if remove is not None:
        workspace.saved.remove(remove)
    elif name is not None:
        kept = workspace.saved.get(name)
        news = watch(workspace, kept.seen, kept.query, kept.known)
        _keep(workspace, name, kept.query)
        return news
    elif save is not None:
        _keep(workspace, save, query or "")
    return saved(workspace)


def _keep(workspace: Workspace, name: str, query: str) -> None:
    moment = now()
    here = [identifier for identifier in workspace.library.ids() if (workspace.added(identifier) or "") >= moment]
    workspace.saved.save(name, query, moment, here)
