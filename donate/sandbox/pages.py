"""The payment page a donor sees in test mode: plain HTML, in Indonesian."""

from html import escape

STYLE = """
body { font: 1.1rem/1.6 system-ui, sans-serif; color: #1d2327; background: #fbf8f1;
  max-width: 28rem; margin: 2rem auto; padding: 0 1rem }
.mode { background: #f2b233; padding: .5rem 1rem; border-radius: 8px; font-weight: 700 }
.amount { font-size: 2rem; font-weight: 700; margin: 0 }
.alert { border: 2px solid #a3262a; border-radius: 8px; padding: .5rem 1rem }
button { font: inherit; display: block; width: 100%; min-height: 3rem; margin: .75rem 0;
  border: 1px solid #26418f; border-radius: 8px; background: none; color: #26418f }
button.first { background: #26418f; color: #fff; font-weight: 700 }
"""
FRAME = """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>{title} - Mode uji</title>
<style>{style}</style>
</head>
<body>
<main>
<p class="mode">Mode uji: tidak ada uang yang berpindah.</p>
{content}
</main>
</body>
</html>
"""
FORM = """<h1>Bayar donasi</h1>
{alert}
<p>{product}</p>
<p class="amount">{amount}</p>
<form method="post">
<button class="first" name="do" value="pay">Bayar {amount}</button>
<button name="do" value="dispute">Coba pembayaran yang disengketakan</button>
<button name="do" value="decline">Coba pembayaran yang ditolak</button>
<button name="do" value="cancel">Batal dan kembali</button>
</form>
"""
DECLINED = """<p class="alert" role="alert"><strong>Kartu ditolak.</strong>
Bank menolak pembayaran ini. Coba lagi, atau kembali dan pilih cara lain.</p>"""
CLOSED = """<h1>Halaman pembayaran ini sudah ditutup</h1>
<p>Pembayaran sudah selesai atau waktunya habis. Kembali ke halaman donasi Anda untuk
melihat keadaannya.</p>
<p><a href="{back}">Kembali</a></p>
"""


def payment_page(session: dict, *, declined: bool = False) -> str:
    content = FORM.format(
        alert=DECLINED if declined else "",
        product=escape(session["product"]),
        amount=price_of(session),
    )
    return frame("Bayar donasi", content)


def price_of(session: dict) -> str:
    amount = written(session["amount_total"], session["currency"])
    return f"{amount} per bulan" if session["mode"] == "subscription" else amount


def closed_page(session: dict) -> str:
    return frame("Sudah ditutup", CLOSED.format(back=escape(session["success_url"])))


def frame(title: str, content: str) -> str:
    return FRAME.format(title=title, style=STYLE, content=content)


def written(amount: int, currency: str) -> str:
    """Hundredths as people read them here: Rp50.000, US$5,00."""
    whole, cents = divmod(amount, 100)
    number = f"{whole:,}".replace(",", ".")
    return f"Rp{number}" if currency == "idr" else f"US${number},{cents:02}"
