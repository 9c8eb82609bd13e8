from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Locale

from ...exchange.errors import TableError
from ...exchange.importing import CourseImport
from ...exchange.reports import Report
from ...exchange.tables import Table
from ...models import CategoryPage
from ...progress import Progress


class Command(BaseCommand):
    help = (
        "Make a course page for each address in a file (CSV, XLSX or ODS) with the "
        "columns title, url, provider, topic, language and note. Run it again as often "
        "as you like: an address that was imported once is left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="CSV in UTF-8, XLSX or ODS")
        parser.add_argument(
            "--into",
            required=True,
            metavar="CATEGORY_SLUG",
            help="slug of the category the courses go into, or its path in the page "
            "tree where another language has one, too",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report all, write nothing"
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish instead of keeping drafts"
        )

    def handle(self, *, file, into, dry_run, publish, verbosity, **options):
        category = find_category(into)
        report = Report(self.say)
        try:
            run = CourseImport(
                Table.at(file),
                category,
                publish=publish,
                dry_run=dry_run,
                report=report,
            )
            self.progress = Progress(self.stderr, run.total)
            run.run(self.progress.step)
        except TableError as error:
            raise CommandError(f"{file}: {error}") from error
        self.progress.clear()
        self.stdout.write(self.style.SUCCESS(closing(report, category, dry_run)))

    def say(self, line):
        self.progress.clear()
        self.stdout.write(line)


def find_category(slug):
    named = Q(slug=slug) | Q(url_path=slug)
    found = CategoryPage.objects.filter(named, alias_of=None)
    found = first_translation(list(found.select_related("locale")))
    if not found:
        known = CategoryPage.objects.order_by("path").values_list("slug", flat=True)
        raise CommandError(
            _("There is no category “%(slug)s”. There are: %(known)s.")
            % {"slug": slug, "known": ", ".join(known) or _("none")}
        )
    if len(found) > 1:
        raise CommandError(
            _("More than one category has the slug “%(slug)s”: %(paths)s.")
            % {"slug": slug, "paths": ", ".join(page.url_path for page in found)}
        )
    return found[0]


def first_translation(found):
    """Of one category in several languages, that in the site's own."""
    if len({page.translation_key for page in found}) != 1:
        return found
    own = [page for page in found if page.locale == Locale.get_default()]
    return own or found


def closing(report, category, dry_run):
    facts = {
        "rows": report.rows,
        "summary": report.summary(),
        "category": category.title,
    }
    if dry_run:
        return _("%(rows)s rows: %(summary)s. Nothing was written.") % facts
    return _("%(rows)s rows into “%(category)s”: %(summary)s.") % facts
