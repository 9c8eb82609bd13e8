from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...media.recording import looks_forget
from ...media.telling import tell_gone
from ...media.uses import uses_catch_up
from ...media.watch import Watch
from ...models import MediaCheck, MediaItem
from ...progress import Progress


class Command(BaseCommand):
    help = (
        "Ask YouTube and Vimeo whether the videos shown here can still be seen. Only "
        "what is due is looked at; end it whenever you like and run it again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--limit", type=int, metavar="N", help="look at no more than N videos"
        )
        parser.add_argument(
            "--seconds", type=int, metavar="N", help="begin no further look after that"
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="ask nobody; exit 1 when a public page shows a video that is gone",
        )

    def handle(self, *, limit, seconds, check, **options):
        if check:
            self.report_gone()
            return
        uses_catch_up()
        due = MediaItem.objects.due().count()
        progress = Progress(self.stderr, max(1, min(due, limit or due)))
        watch = Watch(limit=limit, seconds=seconds, step=progress.step).run()
        progress.clear()
        tell_gone()
        looks_forget()
        self.report(watch)

    def report(self, watch):
        for provider in sorted(watch.ill):
            self.stdout.write(
                self.style.WARNING(
                    _(
                        "%(provider)s failed for almost everything, so nothing was "
                        "counted. It is asked again in an hour."
                    )
                    % {"provider": provider}
                )
            )
        counts = [
            f"{outcome.label}: {watch.found[outcome]}" for outcome in MediaCheck.Outcome
        ]
        facts = {"number": watch.found.total(), "counts": ", ".join(counts)}
        facts["due"] = MediaItem.objects.due().count()
        text = _("Looked at %(number)s videos. %(counts)s. Still due: %(due)s.")
        self.stdout.write(self.style.SUCCESS(text % facts))

    def report_gone(self):
        gone = MediaItem.objects.filter(
            state=MediaItem.State.GONE, pages__live=True
        ).distinct()
        for item in gone:
            self.stdout.write(f"{item.video.url} {item}")
        if gone:
            raise CommandError(
                _("Videos that are gone but still shown: %(number)s.")
                % {"number": len(gone)}
            )
