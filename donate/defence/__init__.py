"""Card testing, held off without a captcha: who may begin a payment, and when."""

from .admitting import attempt_admit, attempt_again
from .breaker import CardsPaused, open_services
from .replays import FormRepeated

__all__ = [
    "CardsPaused",
    "FormRepeated",
    "attempt_admit",
    "attempt_again",
    "open_services",
]
