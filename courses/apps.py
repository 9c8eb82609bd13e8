from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = __package__
    label = "prakerja_courses"
    verbose_name = _("Courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, translating  # noqa: F401
        from .catalogue import noticing
        from .exchange.mirroring import noticing as mirror_noticing
        from .media import signals as media_signals
        from .moderation import notifying, receivers
        from .records import noticing as record_noticing
        from .searching import index
        from .submissions import signals as submission_signals

        noticing.connect()
        media_signals.connect()
        mirror_noticing.connect()
        record_noticing.connect()
        notifying.connect()
        receivers.connect()
        submission_signals.connect()
        translating.connect()
        post_migrate.connect(
            index.install, sender=self, dispatch_uid="prakerja_courses.search_index"
        )
