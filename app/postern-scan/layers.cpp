#include "app/postern-scan/layers.h"

#include <QtEndian>
#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace scan {
namespace {

/// Formats that libclamav 1.4 does not know, by their first octets.
struct Magic {
    std::string_view octets;
    QLatin1StringView alert;
};
constexpr std::array unknownFormats{
    Magic{{"\x28\xB5\x2F\xFD", 4}, "Postern.NotScanned.Zstandard"_L1},
    Magic{{"\x04\x22\x4D\x18", 4}, "Postern.NotScanned.LZ4"_L1},
    Magic{{"LZIP", 4}, "Postern.NotScanned.Lzip"_L1},
    Magic{{"LRZI", 4}, "Postern.NotScanned.Lrzip"_L1},
    Magic{{"\x89LZO\0\r\n\x1A\n", 9}, "Postern.NotScanned.Lzop"_L1},
    Magic{{"\x1F\x9D", 2}, "Postern.NotScanned.Compress"_L1},
    Magic{{"\xFDLZMA", 5}, "Postern.NotScanned.LZMA"_L1},
};
constexpr std::string_view ace{"**ACE**"}; // At octet 7.

/// Archives in which something must be found if the engine could open them.
struct ArchiveType {
    QLatin1StringView type, alert;
};
constexpr std::array archiveTypes{
    ArchiveType{"CL_TYPE_7Z"_L1, "Postern.NotScanned.7Z"_L1},
    ArchiveType{"CL_TYPE_ZIP"_L1, "Postern.NotScanned.Zip"_L1},
    ArchiveType{"CL_TYPE_MSCAB"_L1, "Postern.NotScanned.Cabinet"_L1},
    ArchiveType{"CL_TYPE_ARJ"_L1, "Postern.NotScanned.ARJ"_L1},
};
constexpr qsizetype bufferSize = 64 * 1024;
constexpr qsizetype emptyArchive = 200; // What holds no more than this need not have a member.

/// Whether a member of a ZIP archive is packed by a method that the engine has not (APPNOTE 4.4.5), by its central directory.
bool hasUnknownMethod(QByteArrayView zip)
{
    static constexpr std::array known{0, 1, 6, 8, 9, 12};
    constexpr qsizetype entrySize = 46, methodAt = 10;
    for (qsizetype at = zip.indexOf(QByteArrayView("PK\1\2")); at >= 0 && at + entrySize <= zip.size();
         at = zip.indexOf(QByteArrayView("PK\1\2"), at + entrySize)) {
        if (std::ranges::find(known, int(qFromLittleEndian<quint16>(zip.data() + at + methodAt))) == known.end())
            return true;
    }
    return false;
}

/// Office documents under a password are an OLE2 file around the encrypted package ([MS-OFFCRYPTO] 2.3.4).
bool isEncryptedOffice(QByteArrayView octets)
{
    static constexpr char16_t stream[] = u"EncryptedPackage";
    return octets.startsWith(QByteArrayView("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
        && octets.contains(QByteArrayView(reinterpret_cast<const char *>(stream), sizeof stream));
}

} // namespace

void Layers::enter(QByteArrayView type, unsigned depth, QByteArrayView octets)
{
    leave(depth);
    if (!m_archives.empty())
        m_archives.back().isOpened = true;
    if (depth > 0 && octets.size() + bufferSize > m_maxFileSize) // Cut at a multiple of the engine's buffer below the limit.
        m_alert("Heuristics.Limits.Exceeded.MaxFileSize"_L1);    // As the engine itself calls it elsewhere.
    if (isEncryptedOffice(octets))
        m_alert("Postern.Encrypted.Office"_L1);
    if (!m_canOpenRar && (type == "CL_TYPE_RAR"_L1 || type == "CL_TYPE_RARSFX"_L1))
        m_alert("Postern.NotScanned.RAR"_L1);
    if (octets.size() > 14 && octets.sliced(7).startsWith(ace))
        m_alert("Postern.NotScanned.ACE"_L1);
    for (const Magic &magic : unknownFormats) {
        if (octets.startsWith(magic.octets))
            m_alert(magic.alert);
    }
    if (type == "CL_TYPE_ZIP"_L1 && hasUnknownMethod(octets))
        m_alert("Postern.NotScanned.ZipMethod"_L1);
    const auto archive = std::ranges::find_if(archiveTypes, [type](const ArchiveType &a) { return type == a.type; });
    if (archive != archiveTypes.end() && octets.size() > emptyArchive)
        m_archives.push_back({depth, archive->alert, false});
}

void Layers::leave(unsigned depth)
{
    while (!m_archives.empty() && m_archives.back().depth >= depth) {
        if (!m_archives.back().isOpened)
            m_alert(m_archives.back().alert);
        m_archives.pop_back();
    }
}

} // namespace scan
