from django.core.management.base import BaseCommand

from home.second_tree import TEXTS
from home.setup import setup_site


class Command(BaseCommand):
    help = "Make home, catalogue, donate pages, groups and workflow where missing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--also",
            action="append",
            default=[],
            choices=sorted(TEXTS),
            help="Make the pages in this language, too, as translations.",
        )

    def handle(self, *, also, **options):
        home = setup_site(also)
        self.stdout.write(self.style.SUCCESS(f"The site is ready below “{home}”."))
