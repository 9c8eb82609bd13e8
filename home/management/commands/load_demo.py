from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from home.demo_loader import load_demo
from home.demo_loader.people import PASSWORD, ensure_demo_users
from home.models import HomePage


class Command(BaseCommand):
    help = (
        "Fill a site made by setup_site with demo courses, classes, pages, accounts "
        "and a year of the test book. Loads once; for DEBUG only."
    )

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError(
                "load_demo makes accounts with a known password, so it runs under "
                "DEBUG only. On a real site run setup_site alone."
            )
        if not (HomePage.objects.exists() and Group.objects.filter(name="Treasurers")):
            raise CommandError("There is no site to fill yet. Run setup_site first.")
        logins = ensure_demo_users()
        is_new = load_demo()
        self.stdout.write("The demo is loaded." if is_new else "The demo was loaded.")
        for login in logins:
            self.stdout.write(f"  {login.username:<12} {PASSWORD}   {login.does}")
