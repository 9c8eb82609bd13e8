"""Columns that many tables have."""

from django.conf import settings
from django.db import models


def person(**options):
    """Who did it; the account stays as long as the books do."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        **options,
    )
