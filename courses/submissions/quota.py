"""Keep a large upload from filling memory or disk, without losing what was typed."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from .uploads import limit_bytes, total_limit_bytes


class QuotaHandler(FileUploadHandler):
    """Drops a file as soon as it is too large; the fields of the form go on.

    The rest of the body is read and thrown away: a server that closes the connection
    in the middle of it leaves the sender with a browser's error page. The names of
    the files dropped are in ``request.files_too_large``, by field.
    """

    def __init__(self, request):
        super().__init__(request)
        self.request.files_too_large = {}
        self.size = self.total = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        self.total += len(raw_data)
        if self.size > limit_bytes() or self.total > total_limit_bytes():
            self.request.files_too_large[self.field_name] = self.file_name
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        """Leave the finished file to the handlers that come after this one."""
