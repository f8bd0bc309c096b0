#pragma once

#include "gateway/reason.h"
#include "gateway/result.h"
#include "gateway/verdict.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QStringList>

namespace gateway::content {

/// One attachment (or any named or non-text part, nested archive members included).
struct Attachment {
    QStringList
        names; ///< Every candidate name (threats.md P3), decoded, <= 255 characters, control characters escaped.
    QByteArray declaredType; ///< Content-Type as written, lower case: "application/pdf".
    QByteArray trueType;     ///< By content: "application/x-dosexec", "application/zip", ...; empty if unknown.
    qint64 size = 0;         ///< Decoded octets.
    bool isEncrypted = false;
    bool isExecutable = false;     ///< Program, script, shortcut, disk image ... by name or by content.
    bool hasActiveContent = false; ///< Macros, embedded scripts.
    QString container;             ///< Name of the archive it was found in; empty if it is a part of the message.
    friend bool operator==(const Attachment &, const Attachment &) = default;
};

/// What the virus engine found in the whole message.
struct VirusFinding {
    enum class Kind { Virus, Encrypted, LimitsExceeded, Phishing, Macro, Structured, Suspicious };
    Kind kind = Kind::Virus;
    QString name; ///< The engine's alert name, "Eicar-Test-Signature".
    friend bool operator==(const VirusFinding &, const VirusFinding &) = default;
};

/// What the scanner says of one message: the only thing that leaves the sandbox. Untrusted input for the daemon.
struct Findings {
    // Facts for the trace and the decision.
    QString subject;       ///< Decoded, control characters as marks, <= 500 characters.
    QString headerFrom;    ///< The author address of From, "name <a@b>"; decoded, <= 500 characters.
    QByteArrayList authorDomains; ///< Of all mailboxes in From, each once, lower case; one may be empty; at most 20 (threats.md P6).
    QByteArrayList authors;       ///< Their addresses, each once, as written but for the domain, which is in lower case; at most 20.
    QByteArray messageId;
    QString language; ///< "en", "ja", ... a guess; empty if unknown.
    QStringList urls; ///< Link targets, at most 200.
    QList<Attachment> attachments;
    QList<VirusFinding> viruses;
    QList<Reason> reasons;          ///< Evidence with points.
    bool isBrokenStructure = false; ///< Over the caps of threats.md P1, P2: depth, parts, fields.
    bool isAmbiguous = false;       ///< Several MIME readings (P4).
    bool isUnscannable = false;     ///< Encrypted, limits exceeded, damaged: not fully looked at (P8).
    bool wasContentScanned = false, wasVirusScanned = false; ///< Which layers really ran.
    friend bool operator==(const Findings &, const Findings &) = default;
};

/// A JSON object in UTF-8. fromBytes() checks types and cuts to the limits above: Error::Kind::Invalid for anything
/// malformed.
[[nodiscard]] QByteArray toBytes(const Findings &findings);
[[nodiscard]] Result<Findings> findingsFromBytes(QByteArrayView bytes);

/// The union of what the content worker and the virus worker said of one message.
[[nodiscard]] Findings merged(Findings content, const Findings &virus);

} // namespace gateway::content
