"""The database refuses to change or delete what is booked.

A later migration that changes a ledger table begins with
``RunPython(lift_in_migration, install_in_migration)``; see ``donate.ledger.triggers``.
"""

from django.db import migrations

from ..ledger.triggers import install_in_migration, lift_in_migration


class Migration(migrations.Migration):
    dependencies = [("prakerja_donate", "0001_initial")]

    operations = [migrations.RunPython(install_in_migration, lift_in_migration)]
