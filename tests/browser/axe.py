"""What axe finds on a page that has come whole."""

from axe_playwright_python.sync_playwright import Axe


def faults(page, context=None):
    """``rule: element why`` of each fault; none is ``[]``.

    A click returns when the next page has begun: looked at half-way it would
    lack its heading and its main part.
    """
    page.wait_for_load_state("load")
    found = Axe().run(page, context=context).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for rule in found
        for node in rule["nodes"]
    ]
