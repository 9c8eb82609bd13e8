"""Notice every way a page's text is written."""

from django.db.models.signals import post_save
from wagtail.models import Revision

from .uses import models_with_videos, refresh_on_commit, video_places


def connect():
    for model in models_with_videos():
        post_save.connect(
            page_saved, sender=model, dispatch_uid=f"media.{model._meta.label}"
        )
    post_save.connect(draft_saved, sender=Revision, dispatch_uid="media.draft")


def page_saved(instance, raw=False, update_fields=None, **kwargs):
    texts = {field for field, _block in video_places(type(instance))}
    if not raw and (update_fields is None or texts & set(update_fields)):
        refresh_on_commit(instance.pk)


def draft_saved(instance, raw=False, **kwargs):
    model = instance.content_type.model_class()
    if not raw and model in models_with_videos():
        refresh_on_commit(int(instance.object_id))
