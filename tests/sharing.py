"""Which tests stay together when two processes share the work."""

from xdist.scheduler import LoadScopeScheduling

# Each of these puts up something that takes half a minute, once for all its tests.
TOGETHER = (
    "tests/browser/",
    "tests/home/test_load_demo.py",
    "tests/prakerja_cms/test_admin_language.py",
    "tests/test_ten_thousand.py",
)


class Scheduling(LoadScopeScheduling):
    """The large groups first, then one test after the other to whoever is free.

    Groups of xdist 3.8 have no effect with pytest 9.2, which makes ids from elsewhere.
    """

    def _split_scope(self, nodeid):
        return next((path for path in TOGETHER if nodeid.startswith(path)), nodeid)
