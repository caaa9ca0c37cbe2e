"""What errors of input say, in the languages of their readers."""

from __future__ import annotations

from iki_lint.findings import Language

INTERRUPTION = "interrupted"
"""The kind of error that says that a run was broken off."""

TEXTS: dict[str, dict[Language, tuple[str, str]]] = {
    INTERRUPTION: {
        "id": (
            "pemeriksaan dihentikan di sini, sesudah {count} dari {total} dokumen; laporan ini tidak lengkap",
            "Jalankan lagi sampai selesai.",
        ),
        "en": (
            "the run was broken off here, after {count} of {total} documents; this report is incomplete",
            "Run it again to the end.",
        ),
    },
    "absent": {
        "id": ("berkas tidak ada", "Periksa nama dan foldernya."),
        "en": ("no such file", "Check its name and folder."),
    },
    "unreadable": {
        "id": ("berkas tidak dapat dibaca ({detail})", "Periksa hak aksesnya."),
        "en": ("the file cannot be read ({detail})", "Check its permissions."),
    },
    "system": {
        "id": ("{detail}", "Periksa ruang penyimpanan dan hak akses, lalu jalankan lagi."),
        "en": ("{detail}", "Check the disk and its permissions, then run it again."),
    },
    "special": {
        "id": ("bukan berkas biasa (perangkat, pipa, atau soket)", "Simpan isinya sebagai berkas."),
        "en": ("not a plain file (a device, pipe or socket)", "Save what it holds as a file."),
    },
    "outside": {
        "id": (
            "tautan ke luar folder yang diperiksa; tidak diikuti",
            "Sebut berkas aslinya, bila memang hendak diperiksa.",
        ),
        "en": ("a link out of the folder that is checked; it is not followed", "Name the file itself to check it."),
    },
    "unwritable": {
        "id": ("berkas tidak dapat ditulis ({detail})", "Periksa folder dan hak aksesnya."),
        "en": ("the file cannot be written ({detail})", "Check the folder and its permissions."),
    },
    "changed": {
        "id": ("berkas berubah selama dikerjakan; dibiarkan seperti adanya", "Jalankan lagi."),
        "en": ("the file has changed meanwhile; it is left as it is", "Run it again."),
    },
    "failed": {
        "id": (
            "berkas ini membuat pembacanya gagal ({detail})",
            "Buka di aplikasinya dan simpan ulang; bila tetap gagal, mohon dilaporkan.",
        ),
        "en": (
            "the reader failed on this file ({detail})",
            "Open it in its program and save it again; if it still fails, please report it.",
        ),
    },
    "printed": {
        "id": ("tidak diubah: hanya YAML dan JSON yang diperbaiki di tempat", "Perbaiki di aplikasinya."),
        "en": ("left as it is: only YAML and JSON are mended in place", "Mend it in its own program."),
    },
    "unmended": {
        "id": (
            "perbaikan akan mengubah lebih dari kata yang dimaksud; berkas dibiarkan seperti semula",
            "Perbaiki sendiri menurut laporannya.",
        ),
        "en": ("mending would change more than the words meant; the file is left as it was", "Mend it by hand."),
    },
    "exists": {
        "id": ("berkas sudah ada dan tidak diubah", "Hapus dahulu, atau tambahkan sendiri:\n{detail}"),
        "en": ("the file exists and is left as it is", "Remove it first, or add this yourself:\n{detail}"),
    },
    "twice": {
        "id": ("dua laporan hendak ditulis ke berkas ini", "Beri setiap laporan berkasnya sendiri."),
        "en": ("two reports would be written to this file", "Give each report a file of its own."),
    },
    "report": {
        "id": (
            "bentuk laporan “{detail}” tidak dikenal",
            "Mungkin maksudnya {near}. Berkas yang memang bernama begitu ditulis ./{file}.",
        ),
        "en": ("unknown form of report “{detail}”", "Did you mean {near}? A file of that name is written ./{file}."),
    },
    "unreviewed": {
        "id": ("hanya dokumen Word (.docx) yang dapat diberi komentar", "Untuk berkas lain: iki-lint check."),
        "en": ("only Word documents (.docx) can be given comments", "For other files: iki-lint check."),
    },
    "source": {
        "id": ("hasil hendak ditulis di atas dokumen sumbernya", "Beri nama lain dengan -o."),
        "en": ("the result would be written over its source", "Give another name with -o."),
    },
    "encoding": {
        "id": ("bukan teks UTF-8", "Simpan ulang berkas sebagai UTF-8."),
        "en": ("not UTF-8 text", "Save the file as UTF-8."),
    },
    "format": {
        "id": ("jenis berkas “{detail}” tidak dikenal", "Yang dibaca: {known}."),
        "en": ("unknown kind of file “{detail}”", "These are read: {known}."),
    },
    "name": {
        "id": ("nama berkas bukan teks UTF-8", "Ganti nama berkas, atau nama foldernya."),
        "en": ("the name of the file is not UTF-8 text", "Rename the file, or its folder."),
    },
    "empty": {
        "id": ("berkas kosong", "Simpan ulang dari aplikasinya; YAML dimulai dengan “skema: iki/1”."),
        "en": ("the file is empty", "Save it again from its program; YAML begins “skema: iki/1”."),
    },
    "yaml": {
        "id": ("bukan YAML yang sah: {detail}", "Perbaiki penulisan YAML di tempat itu."),
        "en": ("not valid YAML: {detail}", "Mend the YAML there."),
    },
    "toml": {
        "id": ("bukan TOML yang sah: {detail}", "Perbaiki penulisan TOML di tempat itu."),
        "en": ("not valid TOML: {detail}", "Mend the TOML there."),
    },
    "json": {
        "id": ("bukan JSON yang sah: {detail}", "Perbaiki penulisan JSON di tempat itu."),
        "en": ("not valid JSON: {detail}", "Mend the JSON there."),
    },
    "unicode": {
        "id": ("bukan teks Unicode yang sah", "Tulis ulang teks itu tanpa separuh pasangan surogat (\\ud800–\\udfff)."),
        "en": ("not valid Unicode text", "Write the text without half a surrogate pair (\\ud800–\\udfff)."),
    },
    "loop": {
        "id": ("alias ini menyebut nilai yang memuatnya sendiri", "Tulis nilainya tanpa alias."),
        "en": ("this alias names a value that it stands in", "Write the value without an alias."),
    },
    "several": {
        "id": (
            "berkas ini memuat beberapa dokumen YAML (---)",
            "Pecah menjadi beberapa berkas, satu dokumen satu berkas.",
        ),
        "en": ("the file holds several YAML documents (---)", "Split it into several files, one document each."),
    },
    "key": {
        "id": ("kunci bukan teks", "Tulis kunci sebagai satu kata."),
        "en": ("the key is no text", "Write the key as one word."),
    },
    "stranger": {
        "id": (
            "bukan dokumen indikator kinerja",
            "Dokumen terstruktur dimulai dengan “skema: iki/1”; bentuknya: iki-lint schema.",
        ),
        "en": (
            "not a performance-indicator document",
            "A structured document begins “skema: iki/1”; for its form: iki-lint schema.",
        ),
    },
    "form": {
        "id": ("skema “{detail}” tidak dikenal", "Versi ini membaca “skema: iki/1”."),
        "en": ("unknown skema “{detail}”", "This version reads “skema: iki/1”."),
    },
    "office": {
        "id": (
            "berkas {detail} dibaca dengan bantuan LibreOffice, yang tidak ditemukan di komputer ini",
            "Pasang LibreOffice (libreoffice.org), atau buka di aplikasinya dan simpan sebagai .docx atau .xlsx.",
        ),
        "en": (
            "{detail} files are read with the help of LibreOffice, which was not found on this computer",
            "Install LibreOffice (libreoffice.org), or open the file in its program and save it as .docx or .xlsx.",
        ),
    },
    "damaged": {
        "id": ("berkas tidak dapat dibuka sebagai dokumen ({detail})", "Buka di aplikasinya dan simpan ulang."),
        "en": ("the file cannot be opened as a document ({detail})", "Open it in its program and save it again."),
    },
    "scan": {
        "id": (
            "PDF ini hasil pindai: hanya gambar, tanpa teks yang dapat dibaca",
            "Minta berkas Word-nya, atau kenali teksnya dahulu (OCR), misalnya: ocrmypdf -l ind masuk.pdf keluar.pdf.",
        ),
        "en": (
            "this PDF is a scan: pictures only, no text to read",
            "Ask for the Word file, or run text recognition (OCR) first, such as: ocrmypdf -l ind in.pdf out.pdf.",
        ),
    },
    "unread": {
        "id": (
            "tidak ada jabatan dan tidak ada tabel indikator yang terbaca di berkas ini",
            "Periksa apakah ini dokumen indikator kinerja; lihat docs/panduan.md tentang bentuk yang dibaca.",
        ),
        "en": (
            "no jabatan and no table of indicators was found in this file",
            "Check that it is a performance-indicator document.",
        ),
    },
    "nothing": {
        "id": (
            "tidak ada dokumen di folder ini",
            "Dokumen bernama *.docx, *.xlsx, *.pdf, *.iki.yaml, atau *.iki.json.",
        ),
        "en": ("no document in this folder", "Documents are *.docx, *.xlsx, *.pdf, *.iki.yaml, *.iki.yml, *.iki.json."),
    },
    "config": {
        "id": ("konfigurasi: {detail}", "Perbaiki baris itu."),
        "en": ("configuration: {detail}", "Mend that line."),
    },
    "unrecorded": {
        "id": ("berkas baseline tidak ada", "Buat dengan: iki-lint baseline -o BERKAS."),
        "en": ("no such baseline", "Make it by: iki-lint baseline -o FILE."),
    },
    "foreign": {
        "id": (
            "bukan berkas baseline versi ini, atau rusak ({detail})",
            "Periksa namanya; yang rusak dihapus, lalu dibuat lagi dengan: iki-lint baseline -o BERKAS.",
        ),
        "en": (
            "not a baseline of this version, or damaged ({detail})",
            "Check its name; remove a damaged one and make it anew by: iki-lint baseline -o FILE.",
        ),
    },
    "configs": {
        "id": (
            "folder ini juga mempunyai [tool.iki-lint] di pyproject.toml",
            "Pakai salah satu saja dan hapus yang lain.",
        ),
        "en": ("this folder has [tool.iki-lint] in pyproject.toml as well", "Keep one and remove the other."),
    },
    "rule": {
        "id": ("berkas aturan: {detail}", "Perbaiki berkas aturan itu."),
        "en": ("rule file: {detail}", "Mend that rule file."),
    },
    "dask": {
        "id": ("--cluster memerlukan dask.distributed, yang tidak terpasang", "Pasang: pip install 'iki-lint[dask]'."),
        "en": ("--cluster needs dask.distributed, which is not installed", "Install it: pip install 'iki-lint[dask]'."),
    },
    "scheduler": {
        "id": (
            "penjadwal dask tidak dapat dihubungi di alamat ini",
            "Periksa alamatnya (tcp://host:8786) dan apakah dask scheduler berjalan di sana.",
        ),
        "en": (
            "no dask scheduler is reached at this address",
            "Check the address (tcp://host:8786), and that dask scheduler runs there.",
        ),
    },
    "workers": {
        "id": (
            "tidak ada pekerja dask, atau ada yang belum siap",
            "Jalankan dask worker dengan iki-lint {version} terpasang, di komputer yang melihat folder {folder}.",
        ),
        "en": (
            "there are no dask workers, or not all of them are fit",
            "Run dask worker with iki-lint {version} installed, on computers that see the folder {folder}.",
        ),
    },
    "killed": {
        "id": ("proses yang memeriksanya mati setiap kali", "Beri lebih banyak memori, atau keluarkan berkas ini."),
        "en": ("the process that works on it dies each time", "Give it more memory, or leave this file out."),
    },
    "pack": {
        "id": ("paket aturan: {detail}", "Periksa folder paket aturan itu."),
        "en": ("rule pack: {detail}", "Check the folder of that rule pack."),
    },
}
"""By the kind of error: what is wrong, and what to do about it."""

SYSTEM: dict[str, str] = {
    "File too large": "berkas terlalu besar",
    "Is a directory": "ini folder",
    "No space left on device": "ruang penyimpanan penuh",
    "No such file or directory": "foldernya tidak ada",
    "Not a directory": "foldernya bukan folder",
    "Permission denied": "tidak diizinkan",
    "Read-only file system": "hanya dapat dibaca",
}
"""What the system says of a file, in Indonesian."""
