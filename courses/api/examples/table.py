"""The courses to take over, as a spreadsheet reads them."""

from ..rows import COLUMNS, cells, lines, row_of
from .course import COURSE

HANDOVER = lines([COLUMNS, row_of(cells(COURSE))]).decode()
