"""What stands in the menu of the cash book."""

from .health import HealthViewSet
from .months import MonthsViewSet
from .pending import PendingViewSet

CASH_VIEWSETS = (HealthViewSet, PendingViewSet, MonthsViewSet)
