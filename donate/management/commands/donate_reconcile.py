from django.core.management.base import BaseCommand, CommandError

from ...reconcile import tick


class Command(BaseCommand):
    help = "Finish stored payment events, open payment pages and unbooked payments."

    def handle(self, *args, **options):
        report = tick()
        self.stdout.write(
            f"{report.events} events, {report.gifts} gifts looked into, "
            f"{report.erased} contacts erased, {report.failures} failures"
        )
        if report.failures:
            raise CommandError("Something could not be finished; see the log.")
