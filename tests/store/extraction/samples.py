"""Articles of our own for the extraction tests: invented people and events, real newsroom habits."""

from __future__ import annotations

from datetime import date

from store.extraction.draft import Findings, find
from store.model import Article

PUBLISHED = date(2025, 10, 17)

INDONESIAN = """Kyiv - Serangan pesawat nirawak menghantam depot kereta di Desa Lypky, Rabu (15/10) \
dini hari. Sedikitnya tujuh orang tewas dan 23 orang terluka.
Kepala Dinas Kesehatan Lypky Maryna Koval mengatakan tiga korban dirawat di rumah sakit.
"Kami kekurangan obat bius," kata Maryna. "Jalan masih tertutup."
Baca juga: Menteri Sebut "Semua Aman"
Menurut Koval, jumlah korban tewas direvisi menjadi delapan orang.
Juru bicara Angkatan Darat, Kolonel Ihor Bondar, menyebut serangan itu “tindakan keji”.
“Kami menembak jatuh 41 drone dalam semalam,” ujarnya.
Seorang warga yang menolak disebut namanya mengaku tidak mendengar sirene.
"Tidak ada peringatan sama sekali," tutur warga itu.
Komando Selatan (KOMSEL) membantah hal itu. Tidak ada korban jiwa, kata KOMSEL."""

ENGLISH = """MYKOLAIV, Oct 17 (Wire) - Shelling overnight killed at least five people and wounded two dozen \
in the village of Lypky, regional officials said.
"We heard three blasts," said Maryna Koval, the head of the village council. "Then it was dark."
Governor Ihor Bondar told reporters that rescuers had pulled nine people from the rubble.
He said the army “will answer in kind”.
Koval, 52, added that more than 1,200 residents had fled.
The Army of the North said it had shot down 14 drones, and denied hitting homes.
Authorities initially reported nine killed, but the number was later revised."""


def article(text: str, lang: str = "en") -> Article:
    """An article of a fixed day."""
    return Article("a", text, lang, published=PUBLISHED)


def findings(text: str, lang: str = "en") -> Findings:
    """What all stages find in a text."""
    return find(article(text, lang))
