from django.urls import path

from . import views

urlpatterns = [
    path("status/<str:token>/bukti/", views.receipt, name="receipt"),
    path("status/<str:token>/bukti/kirim/", views.receipt_send, name="receipt_send"),
    path("status/<str:token>/data/", views.donor, name="donor"),
    path("status/<str:token>/hapus/", views.erase, name="erase"),
    path("berhenti/<str:key>/", views.newsletter_end, name="newsletter_end"),
]
