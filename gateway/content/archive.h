#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace gateway::content {

/// What all archives of one message may cost together (threats.md P7).
struct ArchiveBudget {
    qint64 octets = qint64(400) << 20;
    qint64 fileOctets = qint64(100) << 20;
    int entries = 10000;
    int depth = 16;
};

/// One file inside an archive. Its name is data: nothing is ever unpacked to a path.
struct ArchiveMember {
    QString name;
    QString container; ///< Name of the archive it is in.
    QByteArray type;   ///< By content; empty if unknown or unreadable.
    qint64 size = 0;
    bool isEncrypted = false;
    bool hasActiveContent = false;
};

struct ArchiveListing {
    QList<ArchiveMember> members; ///< Of nested archives too.
    QByteArray documentType; ///< Set if the archive is a document: OOXML, ODF, an EPUB, a Java archive ... Then members
                             ///< is empty.
    bool isEncrypted = false; ///< Some member, or the list of members.
    bool isDamaged = false;
    bool isOverLimits = false;
    bool hasActiveContent = false;   ///< Of the document: macros, embedded objects.
    bool hasOutsideTemplate = false; ///< Of the document: it loads a template from elsewhere.
};

/// Lists \a octets in memory, breadth first, within \a budget, which it uses up.
[[nodiscard]] ArchiveListing listArchive(QByteArrayView octets, const QString &name, ArchiveBudget &budget);

} // namespace gateway::content
