"""The demo: a site as an organisation might have it after its first year."""

from django.db import transaction

from donate.ledger.verifying import verify_and_record

from . import (
    bank,
    catalogue,
    dollars,
    donors,
    english,
    money,
    months,
    paths,
    people,
    site,
    sponsors,
    till,
)

__all__ = ["load_demo"]


@transaction.atomic
def load_demo():
    """Load everything once; say whether there was anything to do.

    The first entry of the books is the mark: it can be neither changed nor deleted,
    and it is written together with all the rest or not at all. So nothing that was
    renamed or deleted since comes back.
    """
    if money.is_loaded():
        return False
    people.load_contributors()
    catalogue.load_courses()
    catalogue.load_sessions()
    paths.load_paths()
    site.load_pages()
    site.load_settings()
    english.load_english()
    money.load_year()
    bank.load_bank()
    dollars.load_dollars()
    donors.load_donors()
    sponsors.load_sponsors()
    till.load_till()
    months.load_closed_months()
    verify_and_record()
    return True
