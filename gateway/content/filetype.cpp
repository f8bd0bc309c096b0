#include "gateway/content/filetype.h"

#include "gateway/content/lines.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

struct Magic {
    qsizetype offset;
    QByteArrayView octets;
    QByteArrayView type;
};

// A QByteArrayView of a literal stops at its first NUL, hence the sized ones.
template <size_t N> constexpr QByteArrayView raw(const char (&octets)[N])
{
    return QByteArrayView(octets, qsizetype(N - 1));
}

constexpr std::array magics{
    Magic{0,
          raw("\x7f"
              "ELF"),
          "application/x-executable"},
    Magic{0, raw("\xfe\xed\xfa\xce"), "application/x-mach-binary"},
    Magic{0, raw("\xfe\xed\xfa\xcf"), "application/x-mach-binary"},
    Magic{0, raw("\xce\xfa\xed\xfe"), "application/x-mach-binary"},
    Magic{0, raw("\xcf\xfa\xed\xfe"), "application/x-mach-binary"},
    Magic{0, raw("\xca\xfe\xba\xbe"), "application/java-vm"},
    Magic{0, raw("L\0\0\0\x01\x14\x02\0"), "application/x-ms-shortcut"},
    Magic{0, raw("ITSF"), "application/vnd.ms-htmlhelp"},
    Magic{0, raw("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "application/x-ole-storage"},
    Magic{0, raw("PK\x03\x04"), "application/zip"},
    Magic{0, raw("PK\x05\x06"), "application/zip"},
    Magic{0, raw("PK00PK\x03\x04"), "application/zip"},
    Magic{0, raw("Rar!\x1a\x07"), "application/vnd.rar"},
    Magic{0, raw("RE~^"), "application/vnd.rar"},
    Magic{0, raw("7z\xbc\xaf\x27\x1c"), "application/x-7z-compressed"},
    Magic{0, raw("\x1f\x8b\x08"), "application/gzip"},
    Magic{0,
          raw("\xfd"
              "7zXZ\0"),
          "application/x-xz"},
    Magic{0, raw("BZh"), "application/x-bzip2"},
    Magic{0, raw("\x28\xb5\x2f\xfd"), "application/zstd"},
    Magic{0, raw("\x04\x22\x4d\x18"), "application/x-lz4"},
    Magic{0, raw("LZIP"), "application/lzip"},
    Magic{0, raw("\x5d\0\0"), "application/x-lzma"},
    Magic{0, raw("\x1f\x9d"), "application/x-compress"},
    Magic{0, raw("MSCF"), "application/vnd.ms-cab-compressed"},
    Magic{0, raw("\x60\xea"), "application/x-arj"},
    Magic{0, raw("xar!"), "application/x-xar"},
    Magic{0, raw("!<arch>\n"), "application/x-archive"},
    Magic{2, raw("-lh"), "application/x-lzh-compressed"},
    Magic{2, raw("-lz"), "application/x-lzh-compressed"},
    Magic{0, raw("070701"), "application/x-cpio"},
    Magic{0, raw("070702"), "application/x-cpio"},
    Magic{0, raw("070707"), "application/x-cpio"},
    Magic{0, raw("\xc7\x71"), "application/x-cpio"},
    Magic{257, raw("ustar"), "application/x-tar"},
    Magic{0x8001, raw("CD001"), "application/x-iso9660-image"},
    Magic{0x8001, raw("BEA01"), "application/x-udf-image"},
    Magic{0, raw("conectix"), "application/x-vhd-disk"},
    Magic{0, raw("vhdxfile"), "application/x-vhdx-disk"},
    Magic{0, raw("KDMV"), "application/x-vmdk-disk"},
    Magic{0, raw("MSWIM\0\0\0"), "application/x-ms-wim"},
    Magic{0, raw("%PDF-"), "application/pdf"},
    Magic{0, raw("{\\rt"), "application/rtf"},
    Magic{0, raw("\x89PNG\r\n\x1a\n"), "image/png"},
    Magic{0, raw("\xff\xd8\xff"), "image/jpeg"},
    Magic{0, raw("GIF8"), "image/gif"},
    Magic{0, raw("II*\0"), "image/tiff"},
    Magic{0, raw("MM\0*"), "image/tiff"},
    Magic{8, raw("WEBP"), "image/webp"},
    Magic{0, raw("8BPS"), "image/vnd.adobe.photoshop"},
    Magic{4, raw("ftyp"), "video/mp4"},
    Magic{0, raw("OggS"), "application/ogg"},
    Magic{0, raw("ID3"), "audio/mpeg"},
    Magic{0, raw("RIFF"), "application/x-riff"},
    Magic{0, raw("\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d"), "application/onenote"},
    Magic{0, raw("\x78\x9f\x3e\x22"), "application/ms-tnef"},
    Magic{0, raw("!BDN"), "application/vnd.ms-outlook-pst"},
    Magic{0, raw("#!"), "text/x-script"},
    Magic{0, raw("@echo off"), "application/x-bat"},
    Magic{0, raw("[InternetShortcut]"), "application/x-url"},
};

bool isDosProgram(QByteArrayView octets)
{
    if (octets.size() < 64 || !(octets.startsWith("MZ") || octets.startsWith("ZM")))
        return false;
    // A text may start with these letters; a program has a small relocation table and binary octets in its header.
    return std::ranges::any_of(octets.first(64), [](char c) { return uchar(c) < 9; });
}

/// Markup and scripts are known by what they begin with, after white space and a byte order mark.
QByteArray textType(QByteArrayView octets)
{
    QByteArrayView front = octets.first(std::min<qsizetype>(octets.size(), 4096));
    if (front.startsWith("\xef\xbb\xbf"))
        front = front.sliced(3);
    front = front.trimmed();
    const QByteArray text = front.toByteArray().toLower();
    if (text.contains("<hta:application"))
        return "application/hta";
    if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<head") ||
        text.startsWith("<body"))
        return "text/html";
    if (text.startsWith("<script") || text.startsWith("<job") || text.startsWith("<package"))
        return "application/x-wsf";
    if (text.startsWith("<svg") || (text.startsWith("<?xml") && text.contains("<svg")))
        return "image/svg+xml";
    if (text.startsWith("<?xml") && text.contains("<librarydescription"))
        return "application/x-library-ms";
    if (text.startsWith("<?xml") && text.contains("mso-application"))
        return "application/x-office-xml";
    if (text.startsWith("<?xml") && text.contains("<html"))
        return "text/html";
    if (text.startsWith("@echo off"))
        return "application/x-bat";
    if (text.startsWith("[internetshortcut]"))
        return "application/x-url";
    return {};
}

constexpr std::array executableTypes{
    QByteArrayView("application/x-dosexec"),
    QByteArrayView("application/x-executable"),
    QByteArrayView("application/x-mach-binary"),
    QByteArrayView("application/java-vm"),
    QByteArrayView("application/x-ms-shortcut"),
    QByteArrayView("application/vnd.ms-htmlhelp"),
    QByteArrayView("application/x-iso9660-image"),
    QByteArrayView("application/x-udf-image"),
    QByteArrayView("application/x-vhd-disk"),
    QByteArrayView("application/x-vhdx-disk"),
    QByteArrayView("application/x-vmdk-disk"),
    QByteArrayView("application/x-ms-wim"),
    QByteArrayView("application/hta"),
    QByteArrayView("application/x-wsf"),
    QByteArrayView("application/x-library-ms"),
    QByteArrayView("application/x-bat"),
    QByteArrayView("application/x-url"),
};

constexpr std::array archiveTypes{
    QByteArrayView("application/zip"),
    QByteArrayView("application/vnd.rar"),
    QByteArrayView("application/x-7z-compressed"),
    QByteArrayView("application/gzip"),
    QByteArrayView("application/x-xz"),
    QByteArrayView("application/x-bzip2"),
    QByteArrayView("application/zstd"),
    QByteArrayView("application/x-lz4"),
    QByteArrayView("application/lzip"),
    QByteArrayView("application/x-lzma"),
    QByteArrayView("application/x-compress"),
    QByteArrayView("application/vnd.ms-cab-compressed"),
    QByteArrayView("application/x-xar"),
    QByteArrayView("application/x-archive"),
    QByteArrayView("application/x-lzh-compressed"),
    QByteArrayView("application/x-cpio"),
    QByteArrayView("application/x-tar"),
    QByteArrayView("application/x-iso9660-image"),
};

// What Windows, macOS or a browser runs or mounts on a double click.
constexpr std::array executableExtensions{
    u"exe",
    u"com",
    u"scr",
    u"pif",
    u"cpl",
    u"msi",
    u"msp",
    u"mst",
    u"dll",
    u"sys",
    u"ocx",
    u"drv",
    u"bat",
    u"cmd",
    u"ps1",
    u"ps1xml",
    u"ps2",
    u"psc1",
    u"psc2",
    u"psm1",
    u"psd1",
    u"vbs",
    u"vbe",
    u"vb",
    u"js",
    u"jse",
    u"mjs",
    u"ws",
    u"wsf",
    u"wsc",
    u"wsh",
    u"sct",
    u"hta",
    u"htc",
    u"jar",
    u"jnlp",
    u"class",
    u"lnk",
    u"url",
    u"scf",
    u"website",
    u"library-ms",
    u"search-ms",
    u"searchconnector-ms",
    u"settingcontent-ms",
    u"appref-ms",
    u"application",
    u"appx",
    u"appxbundle",
    u"msix",
    u"msixbundle",
    u"appinstaller",
    u"diagcab",
    u"diagcfg",
    u"diagpkg",
    u"msc",
    u"msu",
    u"gadget",
    u"inf",
    u"ins",
    u"isp",
    u"job",
    u"reg",
    u"rgs",
    u"shb",
    u"shs",
    u"u3p",
    u"xbap",
    u"xll",
    u"xlam",
    u"wll",
    u"ade",
    u"adp",
    u"mde",
    u"chm",
    u"hlp",
    u"iso",
    u"img",
    u"udf",
    u"vhd",
    u"vhdx",
    u"vmdk",
    u"wim",
    u"dmg",
    u"pkg",
    u"app",
    u"command",
    u"workflow",
    u"terminal",
    u"apk",
    u"ipa",
    u"deb",
    u"rpm",
    u"run",
    u"sh",
    u"csh",
    u"ksh",
    u"desktop",
    u"py",
    u"pyc",
    u"pyw",
    u"pyz",
    u"ahk",
    u"au3",
    u"iqy",
    u"slk",
    u"oqy",
    u"rqy",
    u"theme",
    u"themepack",
    u"rdp",
    u"prf",
    u"mcf",
};

constexpr std::array documentExtensions{u"pdf", u"doc",  u"docx", u"docm", u"xls",  u"xlsx", u"xlsm",
                                        u"ppt", u"pptx", u"txt",  u"rtf",  u"csv",  u"jpg",  u"jpeg",
                                        u"png", u"gif",  u"bmp",  u"tif",  u"tiff", u"mp3",  u"mp4",
                                        u"avi", u"wav",  u"htm",  u"html", u"zip",  u"odt",  u"ods"};

template <typename List> bool isIn(const List &list, QStringView word)
{
    return std::ranges::any_of(list, [word](QStringView entry) { return entry == word; });
}

bool isReordering(QChar c)
{
    return (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
}

bool isInvisible(QChar c)
{
    return isReordering(c) || c.category() == QChar::Other_Format || c.category() == QChar::Other_Control;
}

/// What is left of a name once systems have stripped it: no path, no stream, no invisible characters, no dots and
/// blanks at the end.
QString strippedName(QStringView name)
{
    QString clean;
    for (const QChar c : name) {
        if (c.isNull()) // What follows a NUL is seen by some programs only; it is tried by itself in traitsOfName().
            break;
        if (!isInvisible(c))
            clean += c.isSpace() ? QChar(u' ') : c;
    }
    clean = clean.mid(std::max(clean.lastIndexOf(u'/'), clean.lastIndexOf(u'\\')) + 1);
    if (const qsizetype colon = clean.indexOf(u':', 2); colon > 0) // "a.exe:stream" opens a.exe; "C:" was a path.
        clean.truncate(colon);
    while (clean.endsWith(u'.') || clean.endsWith(u' ') || clean.endsWith(u'"') || clean.endsWith(u'\'') ||
           clean.endsWith(u';'))
        clean.chop(1);
    return clean.normalized(QString::NormalizationForm_KC).toLower(); // Full-width letters open the same program.
}

} // namespace

QByteArray typeByContent(QByteArrayView octets)
{
    if (isDosProgram(octets))
        return "application/x-dosexec";
    for (const Magic &magic : magics)
        if (octets.size() >= magic.offset + magic.octets.size() &&
            octets.sliced(magic.offset, magic.octets.size()) == magic.octets)
            return magic.type.toByteArray();
    return textType(octets);
}

bool isExecutableType(QByteArrayView type)
{
    return std::ranges::find(executableTypes, type) != executableTypes.end();
}

bool isArchiveType(QByteArrayView type)
{
    return std::ranges::find(archiveTypes, type) != archiveTypes.end();
}

QString effectiveExtension(QStringView name)
{
    const QString stripped = strippedName(name);
    const qsizetype dot = stripped.lastIndexOf(u'.');
    return dot < 0 ? QString() : stripped.mid(dot + 1).trimmed();
}

NameTraits traitsOfName(QStringView name)
{
    NameTraits traits;
    const QString extension = effectiveExtension(name);
    traits.isExecutable = isIn(executableExtensions, extension);
    if (const qsizetype nul = name.indexOf(QChar()); nul >= 0 && nul + 1 < name.size())
        traits.isExecutable |= isIn(executableExtensions, effectiveExtension(name.sliced(nul + 1)));
    traits.hasReordering = std::ranges::any_of(name, isReordering);
    const QString stripped = strippedName(name);
    const qsizetype last = stripped.lastIndexOf(u'.');
    const qsizetype before = last > 0 ? stripped.lastIndexOf(u'.', last - 1) : -1;
    traits.hasDoubleExtension =
        traits.isExecutable && before >= 0 &&
        isIn(documentExtensions, QStringView(stripped).sliced(before + 1, last - before - 1).trimmed());
    const QStringView trimmed = name.trimmed();
    traits.hasHiddenEnd = traits.isExecutable &&
                          (trimmed.endsWith(u'.') || trimmed.size() != name.size() || name.contains(QChar()) ||
                           traits.hasReordering || name.contains(u"     ") || stripped.size() + 4 < trimmed.size());
    return traits;
}

} // namespace gateway::content
