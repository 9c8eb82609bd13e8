from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DonateConfig(AppConfig):
    name = __package__
    label = "prakerja_donate"
    verbose_name = _("Donations and accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, signals  # noqa: F401
        from .bank import keeping  # noqa: F401
        from .health import kept  # noqa: F401
        from .ledger.triggers import install_after_migrate

        post_migrate.connect(install_after_migrate, sender=self)
