from django.urls import path

from . import months
from .views import SummaryView

app_name = "prakerja_donate_api"
urlpatterns = [
    path("ledger/summary/", SummaryView.as_view(), name="ledger_summary"),
    path("ledger/months/", months.MonthsView.as_view(), name="ledger_months"),
    path(
        "ledger/months/<slug:month>/", months.MonthView.as_view(), name="ledger_month"
    ),
    path("ledger/files/", months.FilesView.as_view(), name="ledger_files"),
    path("ledger/check/", months.CheckView.as_view(), name="ledger_check"),
]
