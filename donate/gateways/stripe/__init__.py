"""Stripe: the one package that knows it."""

from .events import HANDLED
from .gateway import StripeGateway
from .sessions import locale_of, payment_state

__all__ = ["HANDLED", "StripeGateway", "locale_of", "payment_state"]
