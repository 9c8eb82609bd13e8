"""What the site relies on of a payment service, tried at the stand-in or at Stripe.

With ``STRIPE_TEST_KEY`` set to a key of Stripe's test mode the same tests ask Stripe
itself: what the stand-in promises, Stripe has to keep. Live keys are refused.
"""
