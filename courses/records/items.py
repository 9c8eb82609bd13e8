"""A record as one line of the feed, of a dump and of nothing else."""

import json

from ..models import ContentRecord


def item(record: ContentRecord) -> str:
    """JSON, without the document once the thing is gone."""
    head = {
        "state": record.state,
        "kind": record.kind,
        "id": str(record.uid),
        "modified": record.change,
    }
    if record.state == ContentRecord.State.DELETED:
        return json.dumps(head, separators=(",", ":"))
    text = json.dumps({**head, "digest": record.digest}, separators=(",", ":"))
    return f'{text[:-1]},"data":{record.data}}}'
