"""Who looks after what people search for; safe to repeat."""

from django.contrib.auth.models import Permission

PROMOTIONS = [f"{action}_searchpromotion" for action in ("add", "change", "delete")]


def allow_search_reports(group):
    """Read what was not found, and suggest pages for it."""
    ours = {"content_type__app_label": "search", "codename": "view_missedsearch"}
    wagtails = {
        "content_type__app_label": "wagtailsearchpromotions",
        "codename__in": PROMOTIONS,
    }
    group.permissions.add(
        *Permission.objects.filter(**ours), *Permission.objects.filter(**wagtails)
    )
