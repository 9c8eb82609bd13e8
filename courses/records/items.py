"""A record as one item of the feed and of dumps."""

from uuid import UUID

from ..models import ContentRecord

COLUMNS = ("state", "kind", "uid", "change", "digest", "data")
DELETED = ContentRecord.State.DELETED.value


def item(
    state: str, kind: str, uid: UUID, change: int, digest: str, data: str
) -> bytes:
    """JSON, without the document once the thing is gone; none of it needs escaping."""
    head = f'{{"state":"{state}","kind":"{kind}","id":"{uid}","modified":{change}'
    if state == DELETED:
        return f"{head}}}".encode()
    return f'{head},"digest":"{digest}","data":{data}}}'.encode()
