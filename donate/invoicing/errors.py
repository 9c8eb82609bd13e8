"""Why a payment of an invoice cannot be taken; the text is for people."""


class InvoiceRefused(ValueError):
    """Nothing was booked; ``field`` names what was typed wrong, if it was that."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
