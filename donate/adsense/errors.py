"""Why something the network told is not taken."""


class AdSenseRefused(ValueError):
    """Nothing was booked; its text says to the treasurer why, and what to do."""
