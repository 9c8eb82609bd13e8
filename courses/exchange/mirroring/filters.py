"""Which courses of a source are asked for; its API understands the values so, too."""

from django.utils.translation import gettext as _

from ..errors import NothingThere

FILTERS = {"category": "category", "licence": "licence", "lang": "language"}


def is_wanted(document, options):
    """Whether a document is among those that were asked for."""
    told = {
        "category": inside(document, "category", "slug", "uid"),
        "licence": inside(document, "licence", "code"),
        "lang": {str(document.get("language")).casefold()},
    }
    wanted = {name: options.get(name) for name in FILTERS}
    return all(
        value.casefold() in told[name] for name, value in wanted.items() if value
    )


def inside(document, name, *keys):
    found = document.get(name)
    found = found if isinstance(found, dict) else {}
    return {str(found.get(key)).casefold() for key in keys}


def require_some(client, options):
    """A misspelt filter would take away everything that was taken without it."""
    wanted = {told: options.get(name) for name, told in FILTERS.items()}
    asked = {name: value for name, value in wanted.items() if value}
    if asked and next(client.courses(**asked), None) is None:
        raise NothingThere(
            _("There is no course of “%(asked)s” at the source. Is it misspelt?")
            % {"asked": ", ".join(asked.values())}
        )
