"""Documents given to who may see what they prove; never shown in a page."""

from pathlib import Path

from django.http import FileResponse, Http404

from ..ledger.proofs import MEDIA_TYPES


def proof_response(proof, name):
    """``proof`` as ``name``; 404 where there is none."""
    if not proof:
        raise Http404
    suffix = Path(proof.name).suffix
    return FileResponse(
        proof.open(),
        as_attachment=True,
        filename=f"{name}{suffix}",
        content_type=MEDIA_TYPES.get(suffix[1:], "application/octet-stream"),
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
