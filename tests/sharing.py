"""Which tests stay together when several processes share the work."""

from xdist.scheduler import LoadScopeScheduling

# Each of these puts up something that takes half a minute, once for all its tests.
TOGETHER = {
    "tests/browser/": "browser",
    "tests/home/test_load_demo.py": "demo",
    "tests/prakerja_cms/test_admin_language.py": "demo",
    "tests/test_ten_thousand.py": "ten thousand",
}


class Scheduling(LoadScopeScheduling):
    """The large groups first, then one test after the other to whoever is free.

    Groups of xdist 3.8 have no effect with pytest 9.2, which makes ids from elsewhere.
    """

    def _split_scope(self, nodeid):
        names = (name for path, name in TOGETHER.items() if nodeid.startswith(path))
        return next(names, nodeid)

    def mark_test_complete(self, node, item_index, duration=0):
        """Forget what is done: xdist counts through all of it after each test."""
        super().mark_test_complete(node, item_index, duration)
        work = self.assigned_work[node]
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(work[scope].values()):
            del work[scope]
