"""What a moderator reads beside the preview of one version."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Revision

from ..models import CoursePage, LiveSession, ReviewDecision
from ..models.publishing import CheckedPage
from ..showing.facts import duration
from .rows import findings_of

CHOICES = ("format", "level", "language", "device", "handover_price")
TEXTS = ("needs_app", "rights_holder", "source_url", "rights_note")


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    is_address: bool = False


@dataclass(frozen=True)
class Difference:
    label: str
    html: str


def facts_of(page):
    """The columns of a course that a preview does not show, or shows in other words."""
    if not isinstance(page, CoursePage):
        return []
    facts = [Fact(label_of(page, "licence"), str(page.licence or "–"))]
    facts += [choice_fact(page, name) for name in CHOICES]
    facts.append(Fact(_("Length"), duration(page.duration_minutes)))
    facts += [text_fact(page, name) for name in TEXTS if getattr(page, name)]
    facts.append(Fact(_("Credits"), ", ".join(map(str, page.credits.all())) or "–"))
    facts.append(Fact(_("Tags"), ", ".join(map(str, page.tags.all())) or "–"))
    return facts


def label_of(page, name):
    return capfirst(page._meta.get_field(name).verbose_name)


def choice_fact(page, name):
    value = getattr(page, f"get_{name}_display")()
    return Fact(label_of(page, name), capfirst(value) if value else "–")


def text_fact(page, name):
    value = getattr(page, name)
    return Fact(label_of(page, name), value, name == "source_url")


def findings_for(page):
    if isinstance(page, CheckedPage):
        return findings_of([page])[page.pk]
    return []


def sessions_of(page):
    if not isinstance(page, CoursePage):
        return []
    return LiveSession.objects.filter(course=page).order_by("starts_at")


def history_of(page):
    """Earlier decisions about this page, newest first; internal notes included."""
    own = Revision.objects.for_instance(page).order_by().values("pk")
    decisions = ReviewDecision.objects.filter(revision__in=own)
    if isinstance(page, CoursePage):
        decisions = decisions | ReviewDecision.objects.filter(page=page)
    return decisions.select_related("decided_by")


class Comparison:
    """What differs from the version that was read before, else from the public one."""

    def __init__(self, page, newest, request):
        self.page, self.newest, self.request = page, newest, request
        self.before = self.read_before() or self.public()

    def read_before(self):
        decisions = history_of(self.page).exclude(revision=self.newest)
        decision = decisions.filter(revision__isnull=False).first()
        return decision.revision if decision else None

    def public(self):
        live = self.page.live_revision
        return live if live and live != self.newest else None

    @property
    def with_public(self):
        return self.before is not None and self.before.pk == self.page.live_revision_id

    @property
    def url(self):
        args = [self.page.pk, self.before.pk, self.newest.pk]
        return reverse("wagtailadmin_pages:revisions_compare", args=args)

    @property
    def differences(self):
        if self.before is None:
            return []
        old, new = self.before.as_object(), self.newest.as_object()
        panel = self.page.get_edit_handler().get_bound_panel(
            instance=self.page, request=self.request, form=None
        )
        pairs = (compare(old, new) for compare in panel.get_comparison())
        return [described(pair) for pair in pairs if pair.has_changed()]


def described(pair):
    """One field with its changes; of rows below a page only that they changed."""
    html = pair.htmldiff() if pair.is_field else _("changed")
    return Difference(pair.field_label(), html)
