"""A course copied into another language's tree is in that language from then on."""

from wagtail.signals import copy_for_translation_done

from .models import CoursePage


def connect():
    copy_for_translation_done.connect(
        speak_new_language, dispatch_uid="prakerja_courses.speak_new_language"
    )


def speak_new_language(sender, source_obj, target_obj, **kwargs):
    """Not where a course was in a language other than that of its own tree."""
    if not isinstance(target_obj, CoursePage) or target_obj.alias_of_id:
        return
    language = target_obj.locale.language_code
    spoken = source_obj.specific.language
    if spoken != source_obj.locale.language_code or language not in CoursePage.Language:
        return
    target_obj.language = language
    target_obj.save(update_fields=["language"])
    if revision := target_obj.get_latest_revision():
        revision.content["language"] = language
        revision.save(update_fields=["content"])
