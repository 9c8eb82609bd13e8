"""Why a gift is not given back."""


class RefundImpossible(ValueError):
    """Nothing was done; its text says to the treasurer why, and what to do."""
