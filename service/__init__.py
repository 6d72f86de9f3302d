"""The outside: settings, command line, HTTP, web page. The one place where ingest, graph and search meet."""
