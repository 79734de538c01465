"""Invented records of the kinds that the bot stores, for the tests of search."""

from __future__ import annotations

from store.search import Record

RECORDS = [
    Record(
        "shells",
        "Gubernur Belgorod Vyacheslav Gladkov mengatakan tiga warga terluka akibat penembakan di Valuyki.",
        "id",
        "2024-08-20",
        region="Belgorod",
        claimed_by="Vyacheslav Gladkov",
        kind="event",
    ),
    Record(
        "hard-morning",
        "“Pagi yang berat bagi kita semua,” kata Gladkov.",
        "id",
        "2024-08-21",
        region="Belgorod",
        speaker="Vyacheslav Gladkov",
        kind="quotation",
    ),
    Record(
        "downed-ru",
        "Kementerian Pertahanan Rusia mengatakan 71 drone Ukraina ditembak jatuh dalam semalam.",
        "id",
        "2024-08-22",
        region="Russia",
        claimed_by="Kementerian Pertahanan Rusia",
        kind="claim",
    ),
    Record(
        "downed-ua",
        "Ukraine's air force said it shot down 38 of 44 Russian drones overnight.",
        "en",
        "2024-08-22",
        region="Ukraine",
        claimed_by="Ukrainian Air Force",
        kind="claim",
    ),
    Record(
        "left-homes",
        "Sekitar 8.200 orang meninggalkan rumah mereka di distrik Rylsk, kata pejabat setempat.",
        "id",
        "2024-08-23",
        region="Kursk",
        kind="claim",
    ),
    Record(
        "bridge",
        "The bridge near Karyzh collapsed after a strike, killing two people, Governor Alexei Smirnov said.",
        "en",
        "2024-08-24",
        region="Kursk",
        claimed_by="Alexei Smirnov",
        kind="event",
    ),
    Record(
        "truce",
        "“Gencatan senjata harus dimulai hari ini,” kata Menteri Luar Negeri RI Sugiono.",
        "id",
        "2025-03-20",
        region="Gaza",
        speaker="Sugiono",
        kind="quotation",
    ),
]
