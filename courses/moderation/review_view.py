"""One page in review: all that is needed to decide, and the decision."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.models import Page

from ..authorship import may_edit
from . import reading
from .deciding import decide, submission_of
from .duplicates import hints_for
from .errors import CannotDecide, NotReady, VersionChanged
from .forms import DeskForm
from .outcomes import say_outcome
from .queue import neighbours, page_id_of
from .rows import category_of_page, newest_courses
from .versions import newest_revision, version_of
from .views import DeskMixin


class ReviewView(DeskMixin, FormView):
    template_name = "prakerja_courses/moderation/review.html"
    form_class = DeskForm

    def dispatch(self, request, *args, page_id, **kwargs):
        self.page = get_object_or_404(Page, pk=page_id).specific
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def review(self):
        wanted = self.reviews.filter(workflow_state__object_id=str(self.page.pk))
        return wanted.first()

    @cached_property
    def revision(self):
        return newest_revision(self.page)

    @cached_property
    def newest(self):
        return self.revision.as_object()

    def get(self, request, *args, **kwargs):
        self.require_nameable()
        if self.review is None:
            return self.leave()
        if is_read(request) and (submission := submission_of(self.page)):
            from ..submissions.services import submission_opened

            submission_opened(submission=submission, user=request.user)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.require_nameable()
        return super().post(request, *args, **kwargs)

    def require_nameable(self):
        """Out of turn, the draft of somebody else has not even a title."""
        if self.review or self.page.live or may_edit(self.page, self.request.user):
            return
        raise Http404

    def leave(self):
        text = _(
            "“%(title)s” does not wait for you: somebody decided already, or its "
            "author took it back."
        )
        title = self.page.get_admin_display_title()
        messages.warning(self.request, text % {"title": title})
        return redirect(reverse("prakerja_courses_desk") + self.query())

    def form_valid(self, form):
        answers = dict(form.cleaned_data)
        _before, after = self.neighbours  # a decision takes this one out of the queue
        number = answers["version"].partition("@")[0]
        try:
            decision = decide(
                page=self.page,
                user=self.request.user,
                revision_id=int(number) if number.isdigit() else 0,
                **answers,
            )
        except (VersionChanged, NotReady) as problem:
            return self.try_again(form, problem)
        except CannotDecide as problem:
            messages.error(self.request, " ".join(problem.messages))
            return redirect(reverse("prakerja_courses_desk") + self.query())
        say_outcome(self.request, decision, self.page)
        return self.go_on(after or self.queue.first())

    def try_again(self, form, problem):
        """Show the newest version; what was typed stays."""
        form.data = {**form.data.dict(), **self.get_initial()}
        form.problems = problem.messages
        form.is_about_content = problem.about_content
        return self.show_again(form, status=409)

    def form_invalid(self, form):
        return self.show_again(form, status=422)

    def show_again(self, form, status):
        """The review, to those alone who may decide about it."""
        if self.review is None:
            return self.leave()
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def go_on(self, review):
        if review is None:
            return redirect(reverse("prakerja_courses_desk") + self.query())
        address = reverse("prakerja_courses_review", args=[page_id_of(review)])
        return redirect(address + self.query())

    @cached_property
    def neighbours(self):
        if self.review is None:
            return None, None
        return neighbours(self.queue, self.review)

    def get_initial(self):
        review = self.review and self.review.pk
        return {"version": version_of(self.revision), "review_id": review}

    def get_breadcrumbs_items(self):
        desk = reverse("prakerja_courses_desk") + self.query()
        return [
            *self.breadcrumbs_items,
            {"url": desk, "label": _("Moderation")},
            {"url": "", "label": self.newest.get_admin_display_title()},
        ]

    def get_page_title(self):
        return self.newest.get_admin_display_title()

    def get_context_data(self, **kwargs):
        before, after = self.neighbours
        submission = submission_of(self.page)
        return super().get_context_data(
            page=self.newest,
            live_page=self.page,
            review=self.review,
            revision=self.revision,
            preview_url=self.preview_url(),
            category=category_of_page(self.page),
            facts=reading.facts_of(self.newest),
            findings=reading.findings_for(self.newest),
            sessions=reading.sessions_of(self.page),
            hints=hints_for(newest_courses([self.page.pk])).get(self.page.pk, []),
            comparison=reading.Comparison(self.page, self.revision, self.request),
            history=reading.history_of(self.page),
            submission=submission,
            contributor=known_contributor(submission, self.newest),
            files=submission.files.all() if submission else [],
            events=submission.events.all() if submission else [],
            before=before and page_id_of(before),
            after=after and page_id_of(after),
            query=self.query(),
            **kwargs,
        )

    def preview_url(self):
        args = [self.page.pk, self.revision.pk]
        return reverse("wagtailadmin_pages:revisions_view", args=args)


def is_read(request):
    """Not by a browser that only fetches ahead."""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    return request.method == "GET" and not ahead


def known_contributor(submission, page):
    """Whom approval will credit although they are there already: is it them?"""
    if submission is None or page.credits.exists():
        return None
    from ..submissions.services import contributor_known

    return contributor_known(submission)
