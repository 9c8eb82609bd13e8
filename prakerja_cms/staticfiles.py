"""How static files are named in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """A script that imports another names its very version, too.

    Otherwise a page could run a new script with an old part from the browser's cache,
    and would ask after each part again and again.
    """

    support_js_module_import_aggregation = True
