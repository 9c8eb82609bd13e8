from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = __package__
    label = "prakerja_courses"
    verbose_name = _("Courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, translating  # noqa: F401
        from .media import signals as media_signals
        from .moderation import notifying, receivers
        from .submissions import signals as submission_signals

        media_signals.connect()
        notifying.connect()
        receivers.connect()
        submission_signals.connect()
        translating.connect()
