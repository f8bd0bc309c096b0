#pragma once

#include <QByteArray>
#include <QList>

/// Messages and archives for the tests of the scanner, made here so that no file of the project holds the test virus.
namespace samples {

inline QByteArray eicar()
{
    // In two halves, so that scanners pass this source.
    return QByteArray("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EIC") + "AR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
}

struct Member {
    QByteArray name, octets;
    bool isEncrypted = false, isDeflated = false;
};

inline quint32 crc32(QByteArrayView octets)
{
    quint32 crc = 0xFFFF'FFFF;
    for (const char octet : octets) {
        crc ^= quint8(octet);
        for (int i = 0; i < 8; ++i)
            crc = (crc >> 1) ^ (crc & 1 ? 0xEDB8'8320 : 0);
    }
    return ~crc;
}

/// A ZIP archive (APPNOTE 4.3). An "encrypted" member only bears the flag and 12 octets in front, which is all one can see.
inline QByteArray zip(const QList<Member> &members)
{
    const auto number = [](quint32 value, int size) {
        QByteArray octets;
        for (int i = 0; i < size; ++i)
            octets.append(char(value >> (8 * i)));
        return octets;
    };
    QByteArray archive, directory;
    for (const Member &member : members) {
        QByteArray data = member.isEncrypted ? QByteArray(12, '\x5A') + member.octets : member.octets;
        if (member.isDeflated) {
            data = qCompress(member.octets, 9).sliced(6); // Without Qt's length and zlib's header,
            data.chop(4);                                // and without zlib's checksum.
        }
        const QByteArray common = number(20, 2) + number(member.isEncrypted ? 1 : 0, 2) + number(member.isDeflated ? 8 : 0, 2) + number(0, 4)
            + number(crc32(member.octets), 4) + number(quint32(data.size()), 4) + number(quint32(member.octets.size()), 4)
            + number(quint32(member.name.size()), 2) + number(0, 2);
        directory += "PK\1\2" + number(20, 2) + common + number(0, 10) + number(quint32(archive.size()), 4) + member.name;
        archive += "PK\3\4" + common + member.name + data;
    }
    const auto count = quint32(members.size());
    const auto start = quint32(archive.size());
    return archive + directory + "PK\5\6" + number(0, 4) + number(count, 2) + number(count, 2) + number(quint32(directory.size()), 4)
        + number(start, 4) + number(0, 2);
}

/// A message with one attachment for each of \a attachments, in base64.
inline QByteArray mail(const QList<Member> &attachments)
{
    QByteArray message = "From: a@example.com\r\nTo: b@example.org\r\nSubject: files\r\nMIME-Version: 1.0\r\n"
                         "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee the files.\r\n";
    for (const Member &attachment : attachments) {
        message += "--x\r\nContent-Type: application/octet-stream; name=\"" + attachment.name
            + "\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"" + attachment.name + "\"\r\n\r\n";
        const QByteArray base64 = attachment.octets.toBase64();
        for (qsizetype at = 0; at < base64.size(); at += 76)
            message += base64.sliced(at, std::min(qsizetype(76), base64.size() - at)) + "\r\n";
    }
    return message + "--x--\r\n";
}

} // namespace samples
