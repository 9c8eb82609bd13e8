"""A stand-in for Stripe on this machine: for the demo and for tests.

It keeps state, checks every parameter against the SDK's own type definitions, takes
fees, signs its webhooks and shows a payment page marked "Mode uji". No money moves.
It needs no Django: ``python -m donate.sandbox --port 8420 --webhook URL``.
"""

from .server import Sandbox

__all__ = ["Sandbox"]
