"""Make what the pictures show and print the addresses, for a browser elsewhere."""

import json
import sys

import django

django.setup()

from . import pages, treasurer  # noqa: E402

made = {"pages": pages.addresses(), "screens": treasurer.addresses()}
json.dump(made, sys.stdout)
