#include "gateway/content/document.h"

#include "gateway/content/lines.h"

#include <QByteArray>
#include <QtEndian>

namespace gateway::content {
namespace {

constexpr qsizetype maxMarkup = 2 << 20; // More than that of a page is not looked at.

/// Whether a directory entry of an OLE2 file ([MS-CFB] 2.6.1) has this name: UTF-16, entries start at multiples of 128.
bool hasStream(QByteArrayView octets, QByteArrayView name)
{
    QByteArray wide;
    for (const char c : name)
        wide.append(c).append('\0');
    wide.append('\0').append('\0');
    for (qsizetype at = octets.indexOf(wide); at >= 0; at = octets.indexOf(wide, at + 1))
        if (at % 128 == 0)
            return true;
    return false;
}

/// Walks the BIFF records of an Excel stream that starts at \a at ([MS-XLS] 2.1.4).
DocumentTraits traitsOfWorkbook(QByteArrayView octets, qsizetype at)
{
    DocumentTraits traits;
    for (int record = 0; record < 5000 && at + 4 <= octets.size(); ++record) {
        const quint16 type = qFromLittleEndian<quint16>(octets.data() + at),
                      size = qFromLittleEndian<quint16>(octets.data() + at + 2);
        if (type == 0x2f) // FilePass
            traits.isEncrypted = true;
        if (type == 0x85 && size >= 6 && at + 10 <= octets.size() &&
            octets[at + 9] == 1) // BoundSheet8 of an Excel 4 macro sheet.
            traits.hasActiveContent = true;
        if (type == 0x0a) // EOF of the globals.
            break;
        at += 4 + size;
    }
    return traits;
}

DocumentTraits traitsOfOle(QByteArrayView octets)
{
    DocumentTraits traits;
    traits.isEncrypted = hasStream(octets, "EncryptedPackage") || hasStream(octets, "EncryptedSummary");
    traits.hasActiveContent = hasStream(octets, "_VBA_PROJECT") || hasStream(octets, "VBA") ||
                              hasStream(octets, "Macros") || hasStream(octets, "_VBA_PROJECT_CUR") ||
                              hasStream(octets, "\x01Ole10Native");
    for (qsizetype at = 512; at + 16 <= octets.size();
         at += 64) { // Streams start at sectors, small ones at multiples of 64.
        const QByteArrayView front = octets.sliced(at, 12);
        if (front.startsWith("\x09\x08") && (front[3] == 0) && (front[2] == 0x10 || front[2] == 0x08)) {
            const DocumentTraits workbook = traitsOfWorkbook(octets, at);
            traits.isEncrypted |= workbook.isEncrypted;
            traits.hasActiveContent |= workbook.hasActiveContent;
        } else if (at % 512 == 0 && front.startsWith("\xec\xa5") &&
                   (front[11] & 1) != 0) { // [MS-DOC] 2.5.2 FibBase.fEncrypted
            traits.isEncrypted = true;
        }
    }
    return traits;
}

int hexValue(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

/// Names of a PDF with their #xx escapes decoded (ISO 32000 7.3.5), one after the other.
DocumentTraits traitsOfPdf(QByteArrayView octets)
{
    DocumentTraits traits;
    for (qsizetype at = octets.indexOf('/'); at >= 0; at = octets.indexOf('/', at + 1)) {
        char name[16];
        qsizetype length = 0;
        for (qsizetype i = at + 1; i < octets.size() && length < 16; ++i) {
            char c = octets[i];
            if (c == '#' && i + 2 < octets.size() && hexValue(octets[i + 1]) >= 0 && hexValue(octets[i + 2]) >= 0) {
                c = char(hexValue(octets[i + 1]) << 4 | hexValue(octets[i + 2]));
                i += 2;
            } else if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
                break;
            }
            name[length++] = c;
        }
        const QByteArrayView word(name, length);
        traits.isEncrypted |= word == "Encrypt";
        traits.hasActiveContent |=
            word == "JavaScript" || word == "JS" || word == "Launch" || word == "EmbeddedFile" || word == "XFA";
    }
    return traits;
}

} // namespace

DocumentTraits traitsOfDocument(QByteArrayView octets, QByteArrayView type)
{
    if (type == "application/x-ole-storage")
        return traitsOfOle(octets);
    if (type == "application/pdf")
        return traitsOfPdf(octets);
    DocumentTraits traits;
    if (type == "application/rtf") {
        traits.hasActiveContent = octets.contains("\\objdata") || octets.contains("\\objocx") ||
                                  octets.contains("\\objemb") || octets.contains("\\objupdate");
    } else if (type == "application/onenote") {
        traits.hasActiveContent =
            octets.contains("\xe7\x16\xe3\xbd\x65\x26\x11\x45\xa4\xc4\x8d\x4d\x0b\x7a\x9e\xac"); // [MS-ONESTORE] 2.6.13
    } else if (type == "text/html" || type == "image/svg+xml" || type == "application/x-office-xml") {
        const QByteArray text = octets.first(std::min(octets.size(), maxMarkup)).toByteArray().toLower();
        traits.hasActiveContent = text.contains("<script") || text.contains("javascript:") ||
                                  text.contains("onload=") || text.contains("ddeauto") ||
                                  text.contains("macrospresent=\"yes\"") || text.contains("bindata");
        traits.hasLoginForm =
            text.contains("type=\"password\"") || text.contains("type='password'") || text.contains("type=password");
    }
    return traits;
}

} // namespace gateway::content
