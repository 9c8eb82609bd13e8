from django.urls import path

from .views import SummaryView

app_name = "prakerja_donate_api"
urlpatterns = [path("ledger/summary/", SummaryView.as_view(), name="ledger_summary")]
