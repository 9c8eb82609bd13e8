from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The reference site: settings, root addresses, base template, page cache."""

    name = __package__
    label = "prakerja_cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import signals

        signals.connect()
