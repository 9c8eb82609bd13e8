"""Notice whatever may change a public page."""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.signals import page_slug_changed, post_page_move

from .models import PublicGeneration

# Apps whose rows stand on public pages; bookkeeping of the admin does not.
PUBLIC_APPS = {
    "home",
    "prakerja_courses",
    "prakerja_donate",
    "search",
    "taggit",
    "wagtailcore",
    "wagtaildocs",
    "wagtailimages",
    "wagtailredirects",
    "wagtailsearchpromotions",
}
NOT_PUBLIC = {
    "wagtailcore.comment",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.taskstate",
    "wagtailcore.workflowstate",
}


def connect():
    for signal in (post_save, post_delete):
        signal.connect(row_changed, dispatch_uid="prakerja_cms.page_cache")
    m2m_changed.connect(raise_on_commit, dispatch_uid="prakerja_cms.page_cache")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(raise_on_commit, dispatch_uid="prakerja_cms.page_cache")


def row_changed(sender, **kwargs):
    meta = sender._meta
    if meta.app_label in PUBLIC_APPS and meta.label_lower not in NOT_PUBLIC:
        raise_on_commit(sender)


def raise_on_commit(sender, **kwargs):
    """Count once per transaction, however many rows it touches."""
    if sender.__module__ == "__fake__":  # a model as a migration sees it
        return
    connection = transaction.get_connection()
    hooks = (hook[1] for hook in connection.run_on_commit)
    if PublicGeneration.raise_number not in hooks:
        transaction.on_commit(PublicGeneration.raise_number)
