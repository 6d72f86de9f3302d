"""The command line. ``service.cli:main`` is the console script ``yaodian``."""

from service.cli.app import main

__all__ = ["main"]
