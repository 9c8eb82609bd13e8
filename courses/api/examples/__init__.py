"""What the documentation shows of each answer; a test holds all to their schemas."""

from .course import COURSE_DETAIL as COURSE_DETAIL
from .course import COURSE_LIST as COURSE_LIST
from .course import HERE as HERE
from .feed import CHANGES as CHANGES
from .feed import DUMPS as DUMPS
from .table import HANDOVER as HANDOVER
from .things import CATEGORY as CATEGORY
from .things import CONTRIBUTOR as CONTRIBUTOR
from .things import LESSON_DETAIL as LESSON_DETAIL
from .things import LESSON_LIST as LESSON_LIST
from .things import LICENCES as LICENCES
from .things import PATH as PATH
from .things import SESSION as SESSION
from .things import TAGS as TAGS
from .things import one_of as one_of
