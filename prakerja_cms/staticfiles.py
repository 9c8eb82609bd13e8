"""How static files are named and kept in production."""

from django.core.files.base import ContentFile
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("prakerja_", "home/", "search/")
SMALLER = {".css": cssmin, ".js": jsmin}


class SmallHashedStorage(CompressedManifestStaticFilesStorage):
    """Our files without their comments, and scripts that name their parts' version.

    Otherwise a page could run a new script with an old part from the browser's cache,
    and would ask after each part again and again.
    """

    support_js_module_import_aggregation = True

    def _save(self, name, content):
        if has_comments(name):
            content = ContentFile(as_shipped(name, b"".join(content.chunks())))
        return super()._save(name, content)


def as_shipped(name, content):
    """Leave out what only readers of the source need: a third of it.

    Other people's files stay as they are: their comments may say who wrote them.
    """
    ending = name[name.rfind(".") :]
    return SMALLER[ending](content) if has_comments(name) else content


def has_comments(name):
    ours = name.startswith(OURS) and "/lean-qr/" not in name
    return ours and name.endswith(tuple(SMALLER))
