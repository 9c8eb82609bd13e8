from django.core.management.base import BaseCommand

from home.setup import setup_site


class Command(BaseCommand):
    help = "Make home, catalogue, donate pages, groups and workflow where missing."

    def handle(self, **options):
        home = setup_site()
        self.stdout.write(self.style.SUCCESS(f"The site is ready below “{home}”."))
