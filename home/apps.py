from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Front door, text pages and site settings of the reference site."""

    name = __package__
    default_auto_field = "django.db.models.BigAutoField"
