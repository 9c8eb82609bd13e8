from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search page of the reference site."""

    name = __package__
