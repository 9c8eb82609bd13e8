"""What the catalogue tells whoever keeps answers made of it.

``catalogue_changed`` is sent after the commit of each change of entries, which may be
later than that of the pages: lists drawn in between were drawn too early.
"""

from django.dispatch import Signal

catalogue_changed = Signal()
