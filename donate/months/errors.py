"""Why a month is not prepared or closed."""

from collections.abc import Sequence


class NotReady(ValueError):
    """Nothing was signed; ``reasons`` say why, for people."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)
