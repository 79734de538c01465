"""Articles written for the tests: invented people, places that exist, no words of anybody real."""

from __future__ import annotations

ARTICLE = """A bridge near Shebekino collapsed after shelling on Tuesday night.
District governor Olena Mirova said nine people were wounded and two houses destroyed.
“The bridge is gone and the ferry does not run,” she told reporters.
The Russian defence ministry said 14 drones were shot down overnight over the Belgorod region.
Village elder Petro Halych denied that anyone had been killed.
"""

BERITA = """Tiga rumah di Sudzha rusak akibat tembakan artileri pada Selasa malam.
Kepala distrik Sudzha Andrei Malkin mengatakan 120 warga telah dievakuasi ke Kursk.
“Kami bekerja tanpa tidur sejak semalam,” kata Malkin.
Kementerian Pertahanan Rusia mengklaim 22 drone ditembak jatuh dalam semalam di wilayah Kursk.
"""
