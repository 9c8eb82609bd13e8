"""Every way in which something leaves public view, comes back, or is told otherwise."""

import datetime as dt

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from taggit.models import Tag
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)

from courses.models import CoursePage, CourseTag
from tests.courses.factories import HomePageFactory, UserFactory, licence


def publish(page, **values):
    page = type(page).objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def save(row, **values):
    row = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def save_unclean(page, **values):
    page = type(page).objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save(clean=False)


def another_picture(world):
    save(world.image, file=get_test_image_file(size=(300, 200)))
    world.image.renditions.all().delete()  # as Wagtail does when an editor changes it


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def expire(page):
    type(page).objects.filter(pk=page.pk).update(
        expire_at=timezone.now() - dt.timedelta(minutes=1)
    )
    call_command("publish_scheduled", verbosity=0)


def move_off_the_site(page):
    elsewhere = HomePageFactory(parent=Page.get_first_root_node(), slug="lain")
    page.move(elsewhere, pos="last-child")


def restriction_moved_here(world):
    other = PageViewRestriction.objects.create(
        page=world.other, restriction_type="login"
    )
    other.page = world.category
    other.save()


def another_root(world):
    elsewhere = HomePageFactory(parent=Page.get_first_root_node(), slug="lain")
    save(Site.objects.get(is_default_site=True), root_page=elsewhere)


def bulk_unpublish(world):
    for page in world.category.get_children().live():
        page.specific.unpublish()


# What takes the whole course out of public view.
COURSE_LEAVES = {
    "unpublish": lambda w: w.course.unpublish(),
    "unpublish by the row": lambda w: save(w.course, live=False),
    "unpublish with all below": lambda w: bulk_unpublish(w),
    "unpublish its category": lambda w: w.category.unpublish(),
    "unpublish the catalogue": lambda w: w.category.get_parent().specific.unpublish(),
    "delete": lambda w: CoursePage.objects.get(pk=w.course.pk).delete(),
    "delete as a plain page": lambda w: Page.objects.get(pk=w.course.pk).delete(),
    "delete its category": lambda w: w.category.delete(),
    "delete by a queryset": lambda w: CoursePage.objects.filter(
        pk=w.course.pk
    ).delete(),
    "restrict": lambda w: restrict(w.course),
    "restrict its category": lambda w: restrict(w.category),
    "restrict the home page": lambda w: restrict(w.category.get_site().root_page),
    "a restriction is moved here": restriction_moved_here,
    "expire": lambda w: expire(w.course),
    "move off the site": lambda w: move_off_the_site(w.course),
    "move its category off": lambda w: move_off_the_site(w.category),
    "another first page": another_root,
    "no site": lambda w: Site.objects.all().delete(),
    "no licence": lambda w: save_unclean(w.course, licence=None),
    "no rights holder": lambda w: save_unclean(w.course, rights_holder=""),
    "unknown licence": lambda w: save_unclean(w.course, licence=licence("unknown")),
    "the licence becomes unknown": lambda w: save(w.licence, state="unknown"),
    "made an alias": lambda w: save(w.course, alias_of=Page.objects.get(pk=w.other.pk)),
}

LESSON_LEAVES = {
    "unpublish": lambda w: w.lesson.unpublish(),
    "delete": lambda w: w.lesson.delete(),
    "restrict": lambda w: restrict(w.lesson),
    "expire": lambda w: expire(w.lesson),
    "move off the site": lambda w: move_off_the_site(w.lesson),
}

# What takes text out of a course that stays.
WORDS_LEAVE = {
    "the text is changed": lambda w: publish(w.course, body=[("text", "<p>Lain</p>")]),
    "only embedding is allowed": lambda w: save(
        w.course, licence=licence("embed-only")
    ),
    "the licence is changed": lambda w: save(w.licence, may_share=False),
}

FILE_LEAVES = {
    "delete": lambda w: w.document.delete(),
    "its collection is closed": lambda w: CollectionViewRestriction.objects.create(
        collection=w.collection, restriction_type="login"
    ),
    "moved to a closed one": lambda w: into_closed(w.document),
}


def into_closed(medium):
    closed = Collection.get_first_root_node().add_child(name="Tertutup")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="login"
    )
    save(medium, collection=closed)


def approve(world):
    """Through a workflow, as moderators do."""
    editor = UserFactory(is_superuser=True)
    page = CoursePage.objects.get(pk=world.course.pk)
    page.summary = "Disetujui."
    page.save_revision(user=editor).publish(user=editor)


def revert(world):
    first = world.course.save_revision()
    publish(world.course, title="Sementara")
    first.publish()


def schedule(world):
    page = CoursePage.objects.get(pk=world.course.pk)
    page.summary = "Terjadwal."
    page.go_live_at = timezone.now() + dt.timedelta(hours=1)
    page.save_revision().publish()
    page.revisions.update(approved_go_live_at=timezone.now() - dt.timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)


def reorder(world):
    second = type(world.lesson)(title="Hari kedua", body=[("text", "<p>Dua</p>")])
    world.course.add_child(instance=second)
    second.save_revision().publish()
    second.move(world.lesson, pos="left")


# What changes words, addresses or pictures of the course.
COURSE_CHANGES = {
    "publish": lambda w: publish(w.course, title="Catat uang usaha"),
    "slug": lambda w: publish(w.course, slug="catat"),
    "slug of its category": lambda w: publish(w.category, slug="bisnis"),
    "title of its category": lambda w: publish(w.category, title="Bisnis"),
    "move": lambda w: CoursePage.objects.get(pk=w.course.pk).move(
        w.other, pos="last-child"
    ),
    "hostname": lambda w: save(
        Site.objects.get(is_default_site=True), hostname="kursus.example"
    ),
    "name of the site": lambda w: save(
        Site.objects.get(is_default_site=True), site_name="Kursus Kita"
    ),
    "approval": approve,
    "schedule": schedule,
    "revert": revert,
    "contributor": lambda w: save(w.contributor, name="Sari Dewi"),
    "contributor is not listed": lambda w: save(w.contributor, listed=False),
    "a credit is taken": lambda w: w.course.credits.all().delete(),
    "tag": lambda w: save(Tag.objects.get(slug="excel"), name="Lembar kerja"),
    "a tag is taken": lambda w: CourseTag.objects.all().delete(),
    "licence": lambda w: save(w.licence, sentence_en="You may share it."),
    "class": lambda w: save(w.session, title="Lokakarya"),
    "a class is cancelled": lambda w: save(w.session, status="cancelled"),
    "a class is deleted": lambda w: w.session.delete(),
    "document": lambda w: save(w.document, file=ContentFile(b"baru", "baru.csv")),
    "image": another_picture,
    "lesson": lambda w: publish(w.lesson, title="Hari satu"),
    "lessons in another order": reorder,
}
