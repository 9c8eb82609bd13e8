"""The books as plain text, to be taken into another accounting program."""

from django.http import Http404, StreamingHttpResponse
from django.views import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ...ledger.books import active_book
from ...ledger.journal import STYLES, journal_lines
from ...models import JournalEntry


class JournalView(PermissionCheckedMixin, View):
    model = JournalEntry
    permission_required = "view"

    def get(self, request, style):
        if style not in STYLES:
            raise Http404
        lines = journal_lines(style, book=active_book())
        return StreamingHttpResponse(
            (f"{line}\n" for line in lines),
            content_type="text/plain; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="books.{style}"',
                "Cache-Control": "private, no-store",
            },
        )
