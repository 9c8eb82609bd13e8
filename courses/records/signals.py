"""What records tell whoever keeps answers made of them.

``records_changed`` is sent after the commit of each change of records, which is later
than that of the pages.
"""

from django.dispatch import Signal

records_changed = Signal()
