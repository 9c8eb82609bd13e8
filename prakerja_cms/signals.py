"""Notice whatever may change a public page."""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from courses.catalogue.signals import catalogue_changed
from courses.models import CoursePage, LessonPage, LiveSession
from courses.records.signals import records_changed
from donate.signals import donor_erased, wall_changed

from .mail import letters_forget
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
    "prakerja_courses.blockeddomain",
    "prakerja_courses.contentrecord",  # told by records_changed
    "prakerja_courses.dumppart",
    "prakerja_courses.filedigest",
    "prakerja_courses.importedaddress",
    "prakerja_courses.importedcourse",
    "prakerja_courses.importrun",
    "prakerja_courses.ratebucket",
    "prakerja_courses.recorddue",
    "prakerja_courses.recordnote",
    "prakerja_courses.recordstate",
    "prakerja_courses.recordterm",
    "prakerja_courses.recorduse",
    "prakerja_courses.reviewdecision",
    "prakerja_courses.submission",
    "prakerja_courses.submissionevent",
    "prakerja_courses.submissionfile",
    "prakerja_courses.mediacheck",  # what comes of it is a change of the video's row
    "prakerja_courses.mediause",
    "prakerja_donate.addedproof",
    "prakerja_donate.donation",  # what is booked of it is an entry, which counts
    "prakerja_donate.donorconsent",
    "prakerja_donate.donorcontact",  # what of it is shown is told by wall_changed
    "prakerja_donate.healthlook",
    "prakerja_donate.letter",
    "prakerja_donate.providerevent",
    "prakerja_donate.providerref",
    "prakerja_donate.ratebucket",
    "prakerja_donate.receiptseries",
    "prakerja_donate.sponsorday",
    "prakerja_donate.sponsorpayment",
    "search.missedsearch",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.taskstate",
    "wagtailcore.workflowstate",
}
# What anybody may add, but only editors change into something public: strangers must
# not be able to empty the cache.
NOT_PUBLIC_WHEN_NEW = {"prakerja_courses.problemreport"}
# What is public only while a page is, and the path to that: anybody who hands in a
# module writes such rows, as often as they like, before anyone approves of it.
SHOWN_WHILE = {CoursePage: "live", LessonPage: "live", LiveSession: "course__live"}
# All that saving a draft writes on its page, which an open editor does by itself
# every few seconds.
NOT_PUBLIC_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


def connect():
    pre_save.connect(remember_shown, dispatch_uid="prakerja_cms.page_cache")
    for signal in (post_save, post_delete):
        signal.connect(row_changed, dispatch_uid="prakerja_cms.page_cache")
    m2m_changed.connect(raise_on_commit, dispatch_uid="prakerja_cms.page_cache")
    post_page_move.connect(page_moved, dispatch_uid="prakerja_cms.page_cache")
    catalogue_changed.connect(raise_on_commit, dispatch_uid="prakerja_cms.page_cache")
    records_changed.connect(raise_on_commit, dispatch_uid="prakerja_cms.page_cache")
    page_slug_changed.connect(raise_on_commit, dispatch_uid="prakerja_cms.page_cache")
    wall_changed.connect(raise_on_commit, dispatch_uid="prakerja_cms.page_cache")
    donor_erased.connect(letters_forget, dispatch_uid="prakerja_cms.mail")


def remember_shown(sender, instance, **kwargs):
    """As the database has it: what is in memory may be older, or newer."""
    if path := path_to_live(instance):
        rows = sender._base_manager.filter(pk=instance.pk, **{path: True})
        instance._was_shown = instance.pk is not None and rows.exists()


def path_to_live(instance):
    is_page = isinstance(instance, Page)
    return SHOWN_WHILE.get(instance.specific_class if is_page else type(instance))


def stays_hidden(instance):
    """Whether it was a draft and still is; nothing is known of what is deleted."""
    if not path_to_live(instance) or instance.__dict__.pop("_was_shown", True):
        return False
    page = instance if isinstance(instance, Page) else instance.course
    return not page.live


def page_moved(sender, instance, **kwargs):
    if not path_to_live(instance) or instance.live:
        raise_on_commit(sender)


def row_changed(sender, instance, update_fields=None, created=False, **kwargs):
    meta = sender._meta
    if meta.app_label not in PUBLIC_APPS or meta.label_lower in NOT_PUBLIC:
        return
    if created and meta.label_lower in NOT_PUBLIC_WHEN_NEW:
        return
    if stays_hidden(instance):
        return
    if not update_fields or update_fields - NOT_PUBLIC_FIELDS:
        raise_on_commit(sender)


def raise_on_commit(sender, **kwargs):
    """Count once per transaction, however many rows it touches."""
    if sender.__module__ == "__fake__":  # a model as a migration sees it
        return
    connection = transaction.get_connection()
    hooks = (hook[1] for hook in connection.run_on_commit)
    if PublicGeneration.raise_number not in hooks:
        transaction.on_commit(PublicGeneration.raise_number)
