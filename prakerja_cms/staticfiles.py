"""How static files are named and kept in production."""

from django.core.files.base import ContentFile
from rcssmin import cssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class SmallHashedStorage(CompressedManifestStaticFilesStorage):
    """Style sheets without their comments, and scripts that name their parts' version.

    Otherwise a page could run a new script with an old part from the browser's cache,
    and would ask after each part again and again.
    """

    support_js_module_import_aggregation = True

    def _save(self, name, content):
        """Leave out what only readers of the source need: a third of a sheet."""
        if name.endswith(".css"):
            content = ContentFile(cssmin(b"".join(content.chunks())))
        return super()._save(name, content)
