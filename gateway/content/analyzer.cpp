#include "gateway/content/analyzer.h"

#include "gateway/content/files.h"
#include "gateway/content/language.h"
#include "gateway/content/mimetree.h"
#include "gateway/content/printable.h"
#include "gateway/content/readings.h"
#include "gateway/content/rules.h"
#include "gateway/content/structure.h"

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

constexpr qsizetype maxText = 500, maxUrls = 200, maxUrlLength = 2048, maxRecipients = 25, maxAuthors = 20, maxAuthor = 320;

QStringList recipientsOf(const Senders &senders, const ScanContext &context)
{
    QStringList recipients;
    for (const Mailbox &to : senders.to.first(std::min(senders.to.size(), maxRecipients)))
        recipients.append(QString::fromUtf8(to.address));
    for (const QByteArray &recipient : context.recipients.first(std::min(context.recipients.size(), maxRecipients)))
        recipients.append(QString::fromUtf8(recipient));
    recipients.removeDuplicates();
    return recipients;
}

void fillFacts(const MessageView &message, Findings &findings)
{
    findings.subject = printable(message.subject, maxText);
    if (!message.senders.from.isEmpty()) {
        const Mailbox &first = message.senders.from.front();
        const QString address = QString::fromUtf8(first.address);
        findings.headerFrom =
            printable(first.name.isEmpty() ? address : first.name + u" <"_s + address + u'>', maxText);
    }
    for (const Mailbox &author : message.senders.from) {
        if (const QByteArray address = printable(QString::fromUtf8(author.address), maxAuthor).toUtf8(); findings.authors.size() < maxAuthors && !findings.authors.contains(address))
            findings.authors.append(address);
        if (const QByteArray domain = printableAscii(author.domain, 255); findings.authorDomains.size() < maxAuthors && !findings.authorDomains.contains(domain))
            findings.authorDomains.append(domain);
    }
    if (const Field *id = message.header.find("message-id"))
        findings.messageId = printableAscii(id->body.first(std::min<qsizetype>(id->body.size(), 4 * maxText)), maxText);
    findings.language = guessLanguage(message.text.visible().isEmpty() ? message.subject : message.text.visible());
    for (const Link &link : message.text.links)
        if (link.kind != HtmlLink::Kind::Image && !link.host.isEmpty() && findings.urls.size() < maxUrls)
            findings.urls.append(printable(link.target, maxUrlLength));
    findings.urls.removeDuplicates();
}

} // namespace

Findings analyze(QByteArrayView octets, const ScanContext &context, const AnalyzerConfig &config)
{
    Findings findings;
    Evidence evidence;
    const Structure structure = readStructure(octets, config);
    findings.isBrokenStructure = !structure.fault.isEmpty();
    findings.isAmbiguous = !structure.ambiguities.isEmpty();
    findings.wasContentScanned = true;
    if (findings.isBrokenStructure)
        evidence.add("structure.over-limits", {{u"limit"_s, QString::fromLatin1(structure.fault)}});
    if (findings.isAmbiguous)
        evidence.add("structure.ambiguous", {{u"cause"_s, QString::fromLatin1(structure.ambiguities.join(", "))}});

    // No library parser sees what is over the caps; our own reading of the header section still names the message.
    const QList<Leaf> leaves = findings.isBrokenStructure ? QList<Leaf>() : readMimeTree(octets, config);
    const HeaderSection header =
        readHeaderSection(octets.first(std::min<qsizetype>(octets.size(), config.maxHeaderSection)), config.maxFields);
    const MailText text = readMailText(leaves);
    const Senders senders = readSenders(header);
    const MessageView message{
        header, leaves, text, senders, header.text("subject"), recipientsOf(senders, context), isBulkMail(header)};
    fillFacts(message, findings);
    if (!findings.isBrokenStructure) {
        inspectFiles(leaves, readAllWays(octets, structure, config), findings, evidence);
        judgeHeader(message, evidence);
        judgeSenders(message, evidence);
        judgeText(message, evidence);
        judgeLinks(message, evidence);
    }
    findings.reasons = evidence.take();
    return findings;
}

QList<DecodedPart> decodedParts(QByteArrayView octets, const AnalyzerConfig &config)
{
    const Structure structure = readStructure(octets, config);
    QList<DecodedPart> parts;
    for (Reading &reading : readAllWays(octets, structure, config))
        parts.append({std::move(reading.octets), std::move(reading.names)});
    if (!structure.fault.isEmpty())
        return parts; // No library parser sees what is over the caps.
    for (Leaf &leaf : readMimeTree(octets, config)) {
        const auto same = std::ranges::find(parts, leaf.octets, &DecodedPart::octets);
        if (same != parts.end()) {
            same->names += leaf.names;
            same->names.removeDuplicates();
        } else if (parts.size() < config.maxParts) {
            parts.append({std::move(leaf.octets), std::move(leaf.names)});
        }
    }
    return parts;
}

} // namespace gateway::content
