import time

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...exchange.errors import ClientError
from ...exchange.mirroring.agent import client_of
from ...exchange.mirroring.places import NoPlace, find_place
from ...exchange.mirroring.reports import Report
from ...exchange.mirroring.running import mirror
from ...exchange.mirroring.verifying import Verification
from ...models import MirrorSource
from ...progress import Progress
from ...records.keeping import keep_all


class Command(BaseCommand):
    help = (
        "Take over the courses of another site through its API, and follow what "
        "changes there. Run it again as often as you like: it goes on where it ended."
    )

    def add_arguments(self, parser):
        parser.add_argument("origin", metavar="URL", help="https://…/api/v1/")
        parser.add_argument(
            "--into",
            required=True,
            metavar="PATH",
            help="slug or path of the catalogue (categories are made as they are "
            "there) or of the category here",
        )
        parser.add_argument("--kind", choices=["course"], default="course")
        parser.add_argument("--category", metavar="SLUG", help="only of this category")
        parser.add_argument("--licence", metavar="CODE", help="such as cc-by-4.0")
        parser.add_argument("--lang", metavar="CODE", help="such as id")
        publish = parser.add_mutually_exclusive_group()
        publish.add_argument(
            "--draft", action="store_true", help="keep drafts, which is the default"
        )
        publish.add_argument("--publish", action="store_true")
        parser.add_argument(
            "--media",
            choices=["link", "copy"],
            default="link",
            help="link to pictures and files, or copy them here",
        )
        parser.add_argument(
            "--bring-back",
            action="store_true",
            help="read everything anew, and make again what was deleted here",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report all, write nothing"
        )
        parser.add_argument(
            "--verify",
            action="store_true",
            help="only compare; exit 1 when something differs",
        )
        parser.add_argument(
            "--allow-private",
            action="store_true",
            help="the other site may be in a network of your own, without https",
        )

    def handle(self, *, origin, into, dry_run, verify, verbosity, **options):
        self.quiet = verbosity == 0
        self.progress = Counter(self.stderr)
        self.report = Report(self.say, self.progress.step)
        try:
            place = find_place(into)
            private = options["allow_private"]
            client = client_of(origin, allow_private=private, sleep=self.wait)
            if verify:
                self.verify(client, place)
            else:
                self.take(
                    client,
                    place,
                    settings_of(options),
                    dry_run=dry_run,
                    bring_back=options["bring_back"],
                )
        except (ClientError, NoPlace) as error:
            self.progress.clear()
            raise CommandError(str(error)) from error

    def take(self, client, place, options, *, dry_run, bring_back):
        mirror(
            client,
            place,
            options,
            self.report,
            dry_run=dry_run,
            bring_back=bring_back,
        )
        if not dry_run:
            keep_all()  # so that who mirrors this site finds all of it at once
        self.progress.clear()
        facts = {"summary": self.report.summary(), "place": place.title}
        if dry_run:
            closing = _("Into “%(place)s”: %(summary)s. Nothing was written.") % facts
        else:
            closing = _("Into “%(place)s”: %(summary)s.") % facts
        self.say(self.style.SUCCESS(closing))

    def verify(self, client, place):
        """With the settings of the last run, whatever is asked for now."""
        sources = MirrorSource.objects.filter(into=place.pk)
        source = sources.filter(origin=client.origin.url).first()
        if source is None:
            raise CommandError(_("Nothing was taken from there into this place yet."))
        found = Verification(source, client, self.report)
        same = found.run()
        for line in [*found.notes, *found.differences]:
            self.say(line)
        facts = {"courses": found.courses, "differences": len(found.differences)}
        text = _("%(courses)s courses there; %(differences)s differ here.") % facts
        if not same:
            raise CommandError(text)
        self.say(self.style.SUCCESS(text))

    def say(self, line):
        self.progress.clear()
        if not self.quiet:
            self.stdout.write(line)

    def wait(self, seconds):
        text = _("No answer yet. Asking again in %(seconds)s seconds.")
        self.progress.clear()
        self.stderr.write(text % {"seconds": seconds}, self.style.WARNING)
        time.sleep(seconds)


def settings_of(options):
    """What belongs to the source; with other settings everything is read anew."""
    return {
        "publish": bool(options["publish"]),
        "media": options["media"],
        "allow_private": options["allow_private"],
        **{name: options[name] or "" for name in ("category", "licence", "lang")},
    }


class Counter(Progress):
    """How many so far: a feed does not say how many are to come."""

    def __init__(self, stream):
        super().__init__(stream, total=0)

    def step(self, done):
        if self.drawn:
            self.show(f"\r{done}")
        elif done % 100 == 0:
            self.show(f"{done}\n")
