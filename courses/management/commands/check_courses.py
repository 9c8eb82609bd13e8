from django.core.management.base import BaseCommand

from ...models import CoursePage
from ...quality import Level, check_courses


class Command(BaseCommand):
    help = (
        "List what is to be mended in the courses, one line each: level, name, course, "
        "words. Exit code 1 when a public course has an error."
    )

    def add_arguments(self, parser):
        parser.add_argument("--published", action="store_true", help="leave out drafts")
        parser.add_argument(
            "--level", choices=Level.values, help="only findings of this level"
        )

    def handle(self, *, published, level, **options):
        courses = CoursePage.objects.filter(alias_of=None)
        if published:
            courses = courses.live()
        failed = False
        for course, findings in check_courses(courses):
            for finding in findings:
                public = course.live and finding.public
                failed |= public and finding.is_error
                if level in (None, finding.level) and (public or not published):
                    self.stdout.write(line(course, finding))
        if failed:
            raise SystemExit(1)


def line(course, finding):
    words = " ".join(finding.text.split())
    return f"{finding.level} {finding.code} {course.url_path} {words}"
