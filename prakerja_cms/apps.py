from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The reference site: settings, root addresses, base template, page cache."""

    name = __package__
    label = "prakerja_cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail.models import AbstractPage, Page
        from wagtail.permissions import register_permission_policy

        from courses.authorship import OwnDraftsPolicy

        from . import admin_words, signals

        register_permission_policy(AbstractPage, OwnDraftsPolicy(Page))
        signals.connect()
        admin_words.label_fields()
