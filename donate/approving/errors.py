"""Why something that waits cannot be decided; the text is for people."""


class Undecidable(ValueError):
    """Nothing was decided, and its text says why."""
