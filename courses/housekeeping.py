"""What the clock does for courses; each job is safe at any time and in parallel."""

from .catalogue.filing import file_some
from .exchange.runs.housekeeping import forget_import_files
from .limits import buckets_prune
from .media.watch import check_due_media
from .moderation.reminding import remind_moderators
from .offline.housekeeping import packages_forget
from .records.dumps import write_dumps
from .records.sweeping import forget_tombstones, sweep_records
from .reports.services import forget_contacts
from .submissions.housekeeping import finish_submissions

JOBS = (
    finish_submissions,
    check_due_media,
    remind_moderators,
    forget_contacts,
    forget_import_files,
    packages_forget,
    buckets_prune,
    file_some,
    sweep_records,
    forget_tombstones,
    write_dumps,
)
