"""What mirrors follow: the feed of changes, and the dumps it begins with."""

from typing import Any

from django.http import FileResponse, HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from . import examples, serializers
from .changes import ChangesQuery, changes_answer
from .dumps import dump_file, dumps_manifest
from .http import PublicView
from .parameters import NoQuery
from .record_views import RecordsView
from .schema import Description


class ChangesView(RecordsView):
    """Everything in the order it became public, changed or left, for mirrors.

    Each thing stands once, under the number of its last change; what is gone stays as
    a tombstone. Follow `next`; where `items` is empty, ask the same address again
    later. Numbers that are not known any more answer 410: begin anew from `dumps/`.
    """

    query = ChangesQuery
    schema = Description(
        "changes_list",
        "Changes",
        serializers.ChangesSerializer,
        query=ChangesQuery,
        problems=(400, 410),
        examples=examples.CHANGES,
    )

    def get(self, request: Request) -> HttpResponse:
        return changes_answer(request, self.asked, self.now)


class DumpsView(RecordsView):
    """Everything as compressed files of lines, for who begins a copy.

    A line is as in `changes/`. Files are written anew when anything in them changes:
    where one answers 404, ask here again. Where there are none, begin `changes/` at 0.
    """

    query = NoQuery
    schema = Description(
        "dumps_retrieve",
        "Dumps",
        serializers.DumpsSerializer,
        problems=(400, 503),
        example=examples.DUMPS,
    )

    def get(self, request: Request) -> Response:
        return Response(dumps_manifest(request, self.now))


class DumpPartView(PublicView):
    """One file of a dump."""

    query = NoQuery
    fresh = "no-cache"
    schema = None  # type: ignore[assignment] # a file, described with its list

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """It has one form: who asks for gzip gets it, and nobody anything else."""
        return super().perform_content_negotiation(request, force=True)

    def get(self, request: Request, sha256: str) -> FileResponse:
        return dump_file(sha256)
