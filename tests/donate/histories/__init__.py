"""Whole lives of a donate page, drawn from seeds: gifts, faults, deaths, and the truth.

``world`` draws what donors, the payment service and the network do, ``site`` is what
the site does about it, ``oracle`` compares its books with what really moved, ``reaper``
kills it at named points. A failure names its seed; ``SEEDS=17-17`` lives it again.
"""
