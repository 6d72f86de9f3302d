"""Documents to records: formats, clean text, outline, mentions, statements, library."""
