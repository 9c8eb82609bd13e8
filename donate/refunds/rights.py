"""Who asks, who agrees, who records."""

TILL_PERMISSIONS = tuple(
    ("prakerja_donate", f"{action}_{model}")
    for model in ("refundrequest", "adpayment", "sponsorinvoice")
    for action in ("add", "view")
)
REFUND_PERMISSIONS = (
    ("prakerja_donate", "view_refundrequest"),
    ("prakerja_donate", "approve_refundrequest"),
)
