"""After something failed: all that led there is taken back as far as possible, and what failed first stays the error."""

from __future__ import annotations

from collections.abc import Callable

from ontology.errors import YaodianError
from service.projections import Notice


def take_back(tell: Notice, *steps: Callable[[], None]) -> None:
    """Run every step, whatever becomes of the others.

    Args:
        tell: Told in one line about each that fails; it is not raised, since that would hide the error that led here.
        *steps: What takes a part of the changes back.
    """
    for step in steps:
        try:
            step()
        except (YaodianError, OSError) as error:
            tell(f"a part of a failed change could not be taken back: {error}")
