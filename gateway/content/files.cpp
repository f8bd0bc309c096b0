#include "gateway/content/files.h"

#include "gateway/content/archive.h"
#include "gateway/content/document.h"
#include "gateway/content/filetype.h"
#include "gateway/content/printable.h"

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

constexpr qsizetype maxAttachments = 300, maxNamesEach = 20;

class Inspector
{
public:
    Inspector(Findings &findings, Evidence &evidence) : m_findings(findings), m_evidence(evidence) {}

    void inspect(QByteArrayView octets, const QStringList &names, const QByteArray &declaredType)
    {
        Attachment attachment;
        attachment.declaredType = printableAscii(declaredType, maxNameLength);
        attachment.trueType = typeByContent(octets);
        attachment.size = octets.size();
        for (const QString &name : names.first(std::min(names.size(), maxNamesEach)))
            attachment.names.append(printableName(name));
        const QString shown = attachment.names.value(
            0, QString::fromLatin1(attachment.trueType.isEmpty() ? attachment.declaredType : attachment.trueType));
        for (const QString &name : names)
            judgeName(name, attachment);
        judgeContent(octets, shown, attachment);
        judgeMismatch(shown, attachment);
        append(std::move(attachment));
        m_findings.attachments += std::exchange(m_members, {});
    }

private:
    void judgeName(const QString &name, Attachment &attachment)
    {
        const NameTraits traits = traitsOfName(name);
        const QMap<QString, QString> values{{u"name"_s, printableName(name)}};
        if (traits.isExecutable) {
            attachment.isExecutable = true;
            m_evidence.add("file.executable", values);
        }
        if (traits.hasDoubleExtension)
            m_evidence.add("file.double-extension", values);
        if (traits.hasReordering)
            m_evidence.add("file.reordered-name", values);
        if (traits.hasHiddenEnd)
            m_evidence.add("file.hidden-extension", values);
    }

    void judgeContent(QByteArrayView octets, const QString &shown, Attachment &attachment)
    {
        const QMap<QString, QString> values{{u"name"_s, shown}, {u"type"_s, QString::fromLatin1(attachment.trueType)}};
        if (isExecutableType(attachment.trueType)) {
            attachment.isExecutable = true;
            m_evidence.add("file.executable", values);
        }
        const DocumentTraits traits = traitsOfDocument(octets, attachment.trueType);
        attachment.isEncrypted |= traits.isEncrypted;
        attachment.hasActiveContent |= traits.hasActiveContent;
        if (isArchiveType(attachment.trueType))
            judgeArchive(octets, shown, attachment);
        if (attachment.hasActiveContent && attachment.trueType != "text/html")
            m_evidence.add("file.active-content", values);
        if (attachment.isEncrypted)
            m_evidence.add("file.encrypted", values);
        if (attachment.trueType == "text/html") {
            if (traits.hasLoginForm)
                m_evidence.add("phish.login-attachment", values);
            else if (traits.hasActiveContent)
                m_evidence.add("file.html-script", values);
            else
                m_evidence.add("file.html", values);
        }
        m_findings.isUnscannable |= attachment.isEncrypted;
    }

    void judgeArchive(QByteArrayView octets, const QString &shown, Attachment &attachment)
    {
        const ArchiveListing listing = listArchive(octets, shown, m_budget);
        const QMap<QString, QString> values{{u"name"_s, shown}};
        if (!listing.documentType.isEmpty())
            attachment.trueType = listing.documentType;
        attachment.isEncrypted |= listing.isEncrypted;
        attachment.hasActiveContent |= listing.hasActiveContent;
        if (listing.documentType == "application/java-archive") {
            attachment.isExecutable = true;
            m_evidence.add("file.executable",
                           {{u"name"_s, shown}, {u"type"_s, QString::fromLatin1(attachment.trueType)}});
        }
        if (listing.hasOutsideTemplate)
            m_evidence.add("file.outside-template", values);
        if (listing.isOverLimits)
            m_evidence.add("file.over-limits", values);
        if (listing.isDamaged)
            m_evidence.add("file.damaged", values);
        m_findings.isUnscannable |= listing.isOverLimits || listing.isDamaged;
        for (const ArchiveMember &member : listing.members)
            judgeMember(member);
    }

    void judgeMember(const ArchiveMember &member)
    {
        Attachment inner;
        inner.names = {printableName(member.name)};
        inner.container = printableName(member.container);
        inner.trueType = member.type;
        inner.size = std::max<qint64>(0, member.size);
        inner.isEncrypted = member.isEncrypted;
        inner.hasActiveContent = member.hasActiveContent;
        inner.isExecutable = traitsOfName(member.name).isExecutable || isExecutableType(member.type);
        const QMap<QString, QString> values{{u"name"_s, inner.names[0]}, {u"archive"_s, inner.container}};
        if (inner.isExecutable)
            m_evidence.add("file.executable-in-archive", values);
        if (traitsOfName(member.name).hasReordering)
            m_evidence.add("file.reordered-name", values);
        if (inner.hasActiveContent && inner.trueType != "text/html")
            m_evidence.add("file.active-content", values);
        if (m_members.size() < maxAttachments)
            m_members.append(std::move(inner));
    }

    /// A picture or document by name that is something else by content.
    void judgeMismatch(const QString &shown, const Attachment &attachment)
    {
        struct Pair {
            QLatin1StringView extension;
            QByteArrayView type;
        };
        static constexpr std::array pairs{Pair{"pdf"_L1, "application/pdf"}, Pair{"png"_L1, "image/png"},
                                          Pair{"jpg"_L1, "image/jpeg"}, Pair{"gif"_L1, "image/gif"},
                                          Pair{"zip"_L1, "application/zip"}};
        const QString extension = effectiveExtension(shown);
        const auto pair = std::ranges::find_if(pairs, [&extension](const Pair &p) { return extension == p.extension; });
        const bool isRisky =
            attachment.isExecutable || attachment.trueType == "text/html" || isArchiveType(attachment.trueType);
        if (pair != pairs.end() && isRisky && attachment.trueType != pair->type)
            m_evidence.add("file.disguised",
                           {{u"name"_s, shown}, {u"type"_s, QString::fromLatin1(attachment.trueType)}});
    }

    void append(Attachment attachment)
    {
        if (m_findings.attachments.size() < maxAttachments)
            m_findings.attachments.append(std::move(attachment));
    }

    Findings &m_findings;
    Evidence &m_evidence;
    ArchiveBudget m_budget;
    QList<Attachment> m_members;
};

bool isDangerous(const Reading &reading)
{
    const QByteArray type = typeByContent(reading.octets);
    return isExecutableType(type) || isArchiveType(type) ||
           std::ranges::any_of(reading.names, [](const QString &name) { return traitsOfName(name).isExecutable; });
}

} // namespace

void inspectFiles(const QList<Leaf> &leaves, const QList<Reading> &readings, Findings &findings, Evidence &evidence)
{
    Inspector inspector(findings, evidence);
    for (const Leaf &leaf : leaves)
        if (!leaf.isText() && !leaf.octets.isEmpty())
            inspector.inspect(leaf.octets, leaf.names, leaf.type);
    for (const Reading &reading : readings) { // What only another parser sees (P4).
        const bool isKnown = std::ranges::any_of(leaves, [&reading](const Leaf &leaf) {
            return leaf.octets == reading.octets && std::ranges::all_of(reading.names, [&leaf](const QString &name) {
                       return leaf.names.contains(name);
                   });
        });
        if (!isKnown && isDangerous(reading))
            inspector.inspect(reading.octets, reading.names, reading.type);
    }
}

} // namespace gateway::content
