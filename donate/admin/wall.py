"""The donor wall: somebody looks at what a donor wrote before everybody can."""

from django.db.models import QuerySet
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import Donation, DonorContact
from ..services.walling import wall_decide

Wall = Donation.Wall
SEEN = (Wall.WAITING, Wall.SHOWN, Wall.HIDDEN)
DECISIONS = {"show": Wall.SHOWN, "hide": Wall.HIDDEN}


class WallView(IndexView):
    """What waits stands first, and of it what came first; decided in bulk."""

    page_title = _("Donor wall")
    template_name = "prakerja_donate/admin/wall.html"
    any_permission_required = ("change",)
    paginate_by = 50

    @property
    def asked(self) -> str:
        asked = self.request.GET.get("wall", "")
        return asked if asked in SEEN else Wall.WAITING

    @property
    def chosen(self) -> list[int]:
        """Ids a database can take; anything else is nobody's."""
        sent = self.request.POST.getlist("donor")
        return [int(pk) for pk in sent if pk.isdecimal() and len(pk) < 19]

    def get_base_queryset(self) -> QuerySet[DonorContact]:
        return (
            DonorContact.objects.filter(donation__wall=self.asked)
            .select_related("donation")
            .order_by("donation__booked_at", "pk")
        )

    def get_index_results_url(self) -> None:
        """The list is not loaded anew while one types: there is nothing to type."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            asked=self.asked,
            states=[(state, state.label) for state in SEEN],
            decisions=[
                name for name, state in DECISIONS.items() if state != self.asked
            ],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        decision = DECISIONS.get(request.POST.get("do", ""))
        if decision is None or not self.chosen:
            messages.error(request, _("Tick at least one of them first."))
        else:
            number = wall_decide(
                contact_ids=self.chosen, decision=decision, author=request.user
            )
            messages.success(request, decided(decision, number))
        return redirect(request.get_full_path())


def decided(decision: Wall, number: int) -> str:
    if decision == Wall.SHOWN:
        words = ngettext(
            "%(number)s is now on the donor wall.",
            "%(number)s are now on the donor wall.",
            number,
        )
    else:
        words = ngettext(
            "%(number)s is not shown.", "%(number)s are not shown.", number
        )
    return words % {"number": number}


class WallViewSet(ModelViewSet):
    model = DonorContact
    name = "prakerja_donate_wall"
    url_prefix = "donor-wall"
    icon = "group"
    menu_label = _("Donor wall")
    index_view_class = WallView
    form_fields = ()
    add_to_reference_index = False

    def register_admin_url_finder(self):
        """A donor has no page in the admin."""

    def get_urlpatterns(self):
        return [path("", self.index_view, name="index")]
