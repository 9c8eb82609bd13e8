class TableError(Exception):
    """The file cannot be imported at all; the message says why and what to do."""
