#pragma once

#include "gateway/content/findings.h"
#include "gateway/result.h"

#include <QDateTime>
#include <chrono>
#include <memory>

struct cl_engine;

namespace scan {

/// How far one message is unpacked (threats.md, default limits); beyond that it is "not fully scanned", never clean.
struct VirusLimits {
    qint64 maxScanSize = 400'000'000;
    qint64 maxFileSize = 100'000'000;
    int maxFiles = 10'000;
    int maxDepth = 16;
    /// Below the daemon's deadline of 120 s, so that a slow message is reported by this worker and does not kill it.
    std::chrono::milliseconds maxTime{100'000};
};

/// libclamav with one set of signatures and one set of options. All heuristics are on: without them the library says
/// "clean" of what it could not open.
class VirusEngine
{
public:
    /// Loads every signature file of \a directories; a directory that is missing or empty is skipped.
    /// Error::Kind::NotFound: there is no signature at all (V5). Invalid: a file is damaged (V4).
    [[nodiscard]] static gateway::Result<std::unique_ptr<VirusEngine>> load(const QStringList &directories, const QByteArray &temporaryDirectory,
                                                                  const VirusLimits &limits = {});
    ~VirusEngine();

    /// Whether the EICAR test file is found: signatures that miss it are not to be trusted with mail (V4).
    [[nodiscard]] bool findsTestFile() const;
    /// The whole message and each of its decoded parts in every reading (P4). Thread-safe.
    /// An error is a fault of this machine (memory, disk): the message was not scanned. A fault of the content is a finding.
    [[nodiscard]] gateway::Result<gateway::content::Findings> scan(QByteArrayView message) const;

    [[nodiscard]] static QString name(); ///< "ClamAV 1.4.6"
    [[nodiscard]] qint64 signatureCount() const { return m_signatures; }
    [[nodiscard]] QDateTime signatureDate() const { return m_date; } ///< When the newest signatures were built.
    [[nodiscard]] bool hasOnlyTestSignatures() const { return m_hasOnlyTestSignatures; }

private:
    struct Job;
    VirusEngine() = default;
    [[nodiscard]] gateway::Result<> scanOctets(QByteArrayView octets, Job &job) const;

    cl_engine *m_engine = nullptr;
    VirusLimits m_limits;
    qint64 m_signatures = 0;
    QDateTime m_date;
    bool m_hasOnlyTestSignatures = true;
};

/// What an alert of the engine means, by its name: "Heuristics.Encrypted.Zip" is Encrypted, a signature's name is Virus.
[[nodiscard]] gateway::content::VirusFinding::Kind kindOfAlert(QStringView name);

/// \a findings as the virus layer's part of a message's findings: reasons added, isUnscannable set.
[[nodiscard]] gateway::content::Findings findingsOf(const QList<gateway::content::VirusFinding> &findings);

} // namespace scan
