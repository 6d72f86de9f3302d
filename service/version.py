"""The version of the distribution."""

from __future__ import annotations

from functools import cache


@cache
def version() -> str:
    """Version as installed, or ``0`` from a tree that is not installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("yaodian")
    except PackageNotFoundError:
        return "0"
