"""The licences and states of rights that every installation starts with."""

from django.db import migrations

CC = "https://creativecommons.org/licenses"
# code, name, state, SPDX id, url, (share, adapt, sell, attribute, share alike), id, en
LICENCES = [
    (
        "cc-by-4.0",
        "CC BY 4.0",
        "open",
        "CC-BY-4.0",
        f"{CC}/by/4.0/",
        (True, True, True, True, False),
        "Boleh dibagikan, diubah, dan dijual, asal nama pembuatnya disebut.",
        "You may share, change and sell it, as long as you name its maker.",
    ),
    (
        "cc-by-sa-4.0",
        "CC BY-SA 4.0",
        "open",
        "CC-BY-SA-4.0",
        f"{CC}/by-sa/4.0/",
        (True, True, True, True, True),
        "Boleh dibagikan, diubah, dan dijual, asal nama pembuatnya disebut dan hasil "
        "ubahannya memakai lisensi yang sama.",
        "You may share, change and sell it, as long as you name its maker and keep "
        "this licence on what you change.",
    ),
    (
        "cc-by-nc-4.0",
        "CC BY-NC 4.0",
        "open",
        "CC-BY-NC-4.0",
        f"{CC}/by-nc/4.0/",
        (True, True, False, True, False),
        "Boleh dibagikan dan diubah tetapi tidak dijual, asal nama pembuatnya disebut.",
        "You may share and change it but not sell it, as long as you name its maker.",
    ),
    (
        "cc-by-nc-sa-4.0",
        "CC BY-NC-SA 4.0",
        "open",
        "CC-BY-NC-SA-4.0",
        f"{CC}/by-nc-sa/4.0/",
        (True, True, False, True, True),
        "Boleh dibagikan dan diubah tetapi tidak dijual, asal nama pembuatnya disebut "
        "dan hasil ubahannya memakai lisensi yang sama.",
        "You may share and change it but not sell it, as long as you name its maker "
        "and keep this licence on what you change.",
    ),
    (
        "cc-by-nd-4.0",
        "CC BY-ND 4.0",
        "open",
        "CC-BY-ND-4.0",
        f"{CC}/by-nd/4.0/",
        (True, False, True, True, False),
        "Boleh dibagikan dan dijual apa adanya, asal nama pembuatnya disebut. Tidak "
        "boleh membagikan versi yang diubah.",
        "You may share and sell it as it is, as long as you name its maker. You may "
        "not share a changed version.",
    ),
    (
        "cc-by-nc-nd-4.0",
        "CC BY-NC-ND 4.0",
        "open",
        "CC-BY-NC-ND-4.0",
        f"{CC}/by-nc-nd/4.0/",
        (True, False, False, True, False),
        "Boleh dibagikan apa adanya tetapi tidak dijual, asal nama pembuatnya disebut. "
        "Tidak boleh membagikan versi yang diubah.",
        "You may share it as it is but not sell it, as long as you name its maker. "
        "You may not share a changed version.",
    ),
    (
        "cc0-1.0",
        "CC0 1.0",
        "open",
        "CC0-1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        (True, True, True, False, False),
        "Boleh dipakai untuk apa saja tanpa syarat.",
        "You may use it for anything, without conditions.",
    ),
    (
        "embed-only",
        "Hanya ditayangkan",
        "embed-only",
        "",
        "",
        (False, False, False, True, False),
        "Ditayangkan di sini lewat pemutar pemiliknya. Untuk menyalin atau mengubah, "
        "minta izin kepada pemiliknya.",
        "Shown here through its owner's player. To copy or change it, ask its owner.",
    ),
    (
        "link-only",
        "Hanya tautan",
        "link-only",
        "",
        "",
        (False, False, False, True, False),
        "Materinya ada di situs pemiliknya. Di sini hanya dijelaskan dan ditautkan.",
        "The course is on its owner's site. Here it is only described and linked.",
    ),
    (
        "by-permission",
        "Dengan izin",
        "by-permission",
        "",
        "",
        (False, False, False, True, False),
        "Dipakai di sini dengan izin khusus pemiliknya. Izin itu tidak berlaku untuk "
        "pihak lain.",
        "Used here by special permission of its owner, which does not extend to "
        "anybody else.",
    ),
    (
        "unknown",
        "Belum diketahui",
        "unknown",
        "",
        "",
        (False, False, False, True, False),
        "Hak pakainya belum diketahui, maka belum dapat ditampilkan.",
        "Nobody knows yet who may use it, so it cannot be shown.",
    ),
]


def licence(order, row):
    code, name, state, spdx_id, url, permits, sentence_id, sentence_en = row
    share, adapt, sell, attribute, share_alike = permits
    return {
        "code": code,
        "name": name,
        "state": state,
        "spdx_id": spdx_id,
        "url": url,
        "may_share": share,
        "may_adapt": adapt,
        "may_sell": sell,
        "must_attribute": attribute,
        "must_share_alike": share_alike,
        "sentence_id": sentence_id,
        "sentence_en": sentence_en,
        "sort_order": order * 10,
    }


def create_licences(apps, schema_editor):
    model = apps.get_model("prakerja_courses", "Licence")
    rows = (licence(order, row) for order, row in enumerate(LICENCES, start=1))
    model.objects.using(schema_editor.connection.alias).bulk_create(
        model(**row) for row in rows
    )


class Migration(migrations.Migration):
    dependencies = [("prakerja_courses", "0001_initial")]
    operations = [
        migrations.RunPython(create_licences, migrations.RunPython.noop, elidable=False)
    ]
