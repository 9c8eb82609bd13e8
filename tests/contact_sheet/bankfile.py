"""What the bank says of this month, at first and a week later."""

STATEMENT = """Informasi Rekening - Mutasi Rekening
No. rekening : 1234567890
Periode : 01/11/2026 - {last}/11/2026

Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
{rows}
Saldo Awal,:,"{opening:,}.00"
Saldo Akhir,:,"{end:,}.00"
"""
# What the demo's books say was there at the end of October.
OPENING = 9_524_756
MOVED = (
    (12, "TRSF E-BANKING CR KOPERASI", 250_000),
    (16, "BIAYA ADM", -15_000),
    (20, "TRSF E-BANKING CR SARI", 50_321),
    (21, "TRSF E-BANKING DB SERVER", -780_000),
)


def statement(moved):
    """These movements, as the bank's file tells them."""
    rows, balance = [], OPENING
    for day, text, amount in moved:
        balance += amount
        side = "CR" if amount > 0 else "DB"
        rows.append(
            f'\'{day}/11,\'{text},\'0000,"{abs(amount):,}.00",{side},"{balance:,}.00"'
        )
    text = STATEMENT.format(
        last=moved[-1][0], rows="\n".join(rows), opening=OPENING, end=balance
    )
    return text.encode()


FIRST = statement(MOVED[:2])
WHOLE = statement(MOVED)
