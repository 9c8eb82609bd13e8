from itertools import chain

from django.core.management.base import BaseCommand

from ...models import CoursePage, LearningPathPage
from ...quality import Level, check_courses, check_paths


class Command(BaseCommand):
    help = (
        "List what is to be mended in courses and learning paths, one line each: "
        "level, name, page, words. Exit code 1 when a public page has an error."
    )

    def add_arguments(self, parser):
        parser.add_argument("--published", action="store_true", help="leave out drafts")
        parser.add_argument(
            "--level", choices=Level.values, help="only findings of this level"
        )

    def handle(self, *, published, level, **options):
        models = (CoursePage, LearningPathPage)
        courses, paths = (model.objects.filter(alias_of=None) for model in models)
        if published:
            courses, paths = courses.live(), paths.live()
        failed = False
        for page, findings in chain(check_courses(courses), check_paths(paths)):
            for finding in findings:
                public = page.live and finding.public
                failed |= public and finding.is_error
                if level in (None, finding.level) and (public or not published):
                    self.stdout.write(line(page, finding))
        if failed:
            raise SystemExit(1)


def line(page, finding):
    words = " ".join(finding.text.split())
    return f"{finding.level} {finding.code} {page.url_path} {words}"
