#include "app/postern-scan/virusengine.h"

#include "app/postern-scan/layers.h"
#include "gateway/content/analyzer.h"

#include <QDir>
#include <QElapsedTimer>
#include <clamav.h>
#include <dlfcn.h>
#include <mutex>

using namespace Qt::StringLiterals;
using gateway::Error;
using gateway::failure;
using gateway::Result;
using gateway::content::Findings;
using gateway::content::VirusFinding;

namespace scan {
namespace {

constexpr qsizetype maxAlerts = 50; // Of one message; a thousand infected members say nothing more.

/// The library's own words while signatures are loaded; afterwards they come from mail and are dropped (I7).
struct LoadMessages {
    std::mutex mutex;
    QString text;
    bool isKept = false;
} loadMessages;

void takeMessage(cl_msg severity, const char *, const char *message, void *)
{
    const std::lock_guard lock(loadMessages.mutex);
    if (loadMessages.isKept && severity != CL_MSG_INFO_VERBOSE && loadMessages.text.size() < 1000)
        loadMessages.text += QString::fromLocal8Bit(message).simplified() + u' ';
}

bool initialize()
{
    static const bool isDone = [] {
        cl_set_clcb_msg(takeMessage);
        return cl_init(CL_INIT_DEFAULT) == CL_SUCCESS;
    }();
    return isDone;
}

/// Distributions ship the RAR unpacker apart for its licence; without it the library passes RAR archives unopened.
bool canOpenRar()
{
    static const bool isThere = [] {
        for (const char *name : {"libclamunrar_iface.so.12", "libclamunrar_iface.so"}) {
            if (dlopen(name, RTLD_LAZY)) // Kept open: the library holds it as well.
                return true;
        }
        return false;
    }();
    return isThere;
}

QFileInfoList signatureFiles(const QString &directory)
{
    // What libclamav loads (its readdb.c), without the ignore lists and hints that hold no signatures.
    static const QStringList patterns{u"*.cvd"_s, u"*.cld"_s, u"*.cud"_s, u"*.db"_s,  u"*.hdb"_s,  u"*.hsb"_s, u"*.hdu"_s,
                                      u"*.hsu"_s, u"*.mdb"_s, u"*.msb"_s, u"*.mdu"_s, u"*.msu"_s,  u"*.ndb"_s, u"*.ndu"_s,
                                      u"*.ldb"_s, u"*.ldu"_s, u"*.sdb"_s, u"*.cdb"_s, u"*.cbc"_s,  u"*.imp"_s, u"*.yar"_s,
                                      u"*.yara"_s};
    return QDir(directory).entryInfoList(patterns, QDir::Files | QDir::Readable);
}

/// A lack of this machine: try again later. All else is a property of the content.
bool isTransient(cl_error_t error)
{
    switch (error) {
    case CL_EOPEN: case CL_ECREAT: case CL_EUNLINK: case CL_ESTAT: case CL_EREAD: case CL_ESEEK: case CL_EWRITE: case CL_EDUP:
    case CL_EACCES: case CL_ETMPFILE: case CL_ETMPDIR: case CL_EMAP: case CL_EMEM: case CL_ENULLARG: case CL_EARG:
    case CL_ELOCK: case CL_EBUSY: case CL_ESTATE:
        return true;
    default:
        return false;
    }
}

cl_scan_options scanOptions()
{
    cl_scan_options options{};
    // Every match, so that the alert of an encrypted member does not hide a virus beside it.
    options.general = CL_SCAN_GENERAL_ALLMATCHES | CL_SCAN_GENERAL_HEURISTICS | CL_SCAN_GENERAL_UNPRIVILEGED;
    options.parse = ~std::uint32_t(0);
    // Not broken media (ordinary pictures of telephones are "broken") and not the search for credit cards.
    options.heuristic = CL_SCAN_HEURISTIC_BROKEN | CL_SCAN_HEURISTIC_EXCEEDS_MAX | CL_SCAN_HEURISTIC_PHISHING_SSL_MISMATCH
        | CL_SCAN_HEURISTIC_PHISHING_CLOAK | CL_SCAN_HEURISTIC_MACROS | CL_SCAN_HEURISTIC_ENCRYPTED_ARCHIVE
        | CL_SCAN_HEURISTIC_ENCRYPTED_DOC | CL_SCAN_HEURISTIC_PARTITION_INTXN;
    options.mail = CL_SCAN_MAIL_PARTIAL_MESSAGE;
    return options;
}

QByteArrayView withoutLastLineEnds(QByteArrayView octets)
{
    while (octets.endsWith('\n') || octets.endsWith('\r'))
        octets.chop(1);
    return octets;
}

} // namespace

/// What is collected over the scans of one message.
struct VirusEngine::Job {
    explicit Job(const VirusLimits &limits) : layers(limits.maxFileSize, canOpenRar(), [this](QLatin1StringView name) { add(name); }) { time.start(); }
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;

    QElapsedTimer time;
    Layers layers;
    QList<VirusFinding> found;
    QList<gateway::content::DecodedPart> parts; ///< Our readings of the message that the engine has not scanned yet.
    qint64 compareBudget = 0;                   ///< Octets: comparing stays linear whatever the message is made of (I8).

    /// The engine's own reading of the message has come to \a layer, which need not be scanned a second time. Parsers
    /// differ in how many line ends belong to the delimiter (RFC 2046 5.1.1); of a text without a name, which nobody saves, that is all
    /// the same.
    void strike(QByteArrayView layer)
    {
        const QByteArrayView text = withoutLastLineEnds(layer);
        erase_if(parts, [&](const gateway::content::DecodedPart &part) {
            const QByteArrayView octets = part.names.isEmpty() ? withoutLastLineEnds(part.octets) : QByteArrayView(part.octets);
            const QByteArrayView wanted = part.names.isEmpty() ? text : layer;
            if (octets.size() != wanted.size() || compareBudget < wanted.size())
                return false;
            compareBudget -= wanted.size();
            return octets == wanted;
        });
    }

    void add(const QString &name)
    {
        const VirusFinding finding{kindOfAlert(name), name.left(200)};
        if (found.size() < maxAlerts && !found.contains(finding))
            found.append(finding);
    }
};

Result<std::unique_ptr<VirusEngine>> VirusEngine::load(const QStringList &directories, const QByteArray &temporaryDirectory,
                                                       const VirusLimits &limits)
{
    if (!initialize())
        return failure(Error::Kind::Io, u"libclamav could not be initialized."_s);
    std::unique_ptr<VirusEngine> engine(new VirusEngine);
    engine->m_limits = limits;
    engine->m_engine = cl_engine_new();
    if (!engine->m_engine)
        return failure(Error::Kind::Io, u"There is not enough memory for libclamav."_s);
    cl_engine *clamav = engine->m_engine;
    const std::pair<cl_engine_field, qint64> numbers[] = {
        {CL_ENGINE_MAX_SCANSIZE, limits.maxScanSize},
        {CL_ENGINE_MAX_FILESIZE, limits.maxFileSize},
        {CL_ENGINE_MAX_FILES, limits.maxFiles},
        {CL_ENGINE_MAX_RECURSION, limits.maxDepth},
        {CL_ENGINE_MAX_SCANTIME, limits.maxTime.count() / 2}, // Of one call; see scanOctets().
        {CL_ENGINE_KEEPTMP, 0},
        {CL_ENGINE_DISABLE_CACHE, 1}, // The cache of clean files does not know with which options they were clean.
        {CL_ENGINE_DISABLE_PE_STATS, 1},
    };
    for (const auto &[field, value] : numbers) {
        if (cl_engine_set_num(clamav, field, value) != CL_SUCCESS)
            return failure(Error::Kind::Io, u"libclamav refused the option %1."_s.arg(int(field)));
    }
    if (cl_engine_set_str(clamav, CL_ENGINE_TMPDIR, temporaryDirectory.constData()) != CL_SUCCESS)
        return failure(Error::Kind::Io, u"libclamav refused its temporary directory."_s);
    cl_engine_set_clcb_virus_found(clamav, [](int, const char *name, void *job) {
        static_cast<Job *>(job)->add(QString::fromLatin1(name ? name : "unnamed"));
    });
    cl_engine_set_clcb_file_inspection(clamav, [](int, const char *type, const char **, std::size_t, const char *, std::size_t size,
                                                  const char *octets, std::uint32_t depth, std::uint32_t, void *job) {
        const QByteArrayView layer(octets, octets ? qsizetype(size) : 0);
        static_cast<Job *>(job)->layers.enter(type ? type : "", depth, layer);
        if (depth > 0)
            static_cast<Job *>(job)->strike(layer);
        return CL_CLEAN;
    });

    for (const QString &directory : directories) {
        const QFileInfoList files = signatureFiles(directory);
        if (files.isEmpty())
            continue;
        {
            const std::lock_guard lock(loadMessages.mutex);
            loadMessages.isKept = true;
            loadMessages.text.clear();
        }
        unsigned int count = 0;
        const cl_error_t error = cl_load(QFile::encodeName(directory).constData(), clamav, &count, CL_DB_STDOPT);
        const std::lock_guard lock(loadMessages.mutex);
        loadMessages.isKept = false;
        if (error != CL_SUCCESS)
            return failure(Error::Kind::Invalid, u"The virus signatures in %1 could not be loaded: %2. %3"_s.arg(
                                                     directory, QString::fromLatin1(cl_strerror(error)), loadMessages.text.trimmed()));
        engine->m_signatures += count;
        for (const QFileInfo &file : files) {
            if (!file.fileName().startsWith("postern-test."_L1))
                engine->m_hasOnlyTestSignatures = false;
            engine->m_date = std::max(engine->m_date, file.lastModified().toUTC());
        }
    }
    if (engine->m_signatures == 0)
        return failure(Error::Kind::NotFound, u"There are no virus signatures in %1."_s.arg(directories.isEmpty() ? u"any directory"_s : directories.join(", "_L1)));
    if (const qint64 built = cl_engine_get_num(clamav, CL_ENGINE_DB_TIME, nullptr); built > 0)
        engine->m_date = QDateTime::fromSecsSinceEpoch(built, Qt::UTC); // Said by the daily set itself.
    if (const cl_error_t error = cl_engine_compile(clamav); error != CL_SUCCESS)
        return failure(Error::Kind::Invalid, u"The virus signatures could not be prepared: %1."_s.arg(QString::fromLatin1(cl_strerror(error))));
    return engine;
}

VirusEngine::~VirusEngine()
{
    if (m_engine)
        cl_engine_free(m_engine);
}

QString VirusEngine::name() { return "ClamAV "_L1 + QString::fromLatin1(cl_retver()); }

bool VirusEngine::findsTestFile() const
{
    // The EICAR test file, in two halves so that scanners pass this source.
    static const QByteArray testFile = QByteArray("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EIC") + "AR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    Job job(m_limits);
    return scanOctets(testFile, job)
        && std::ranges::any_of(job.found, [](const VirusFinding &f) { return f.kind == VirusFinding::Kind::Virus; });
}

Result<> VirusEngine::scanOctets(QByteArrayView octets, Job &job) const
{
    if (octets.isEmpty())
        return {};
    if (job.time.elapsed() > m_limits.maxTime.count() / 2) { // One call more may take the other half.
        job.add(u"Heuristics.Limits.Exceeded.MaxScanTime"_s); // The name that the library gives to one slow file.
        return {};
    }
    const std::unique_ptr<cl_fmap_t, decltype(&cl_fmap_close)> map(cl_fmap_open_memory(octets.data(), std::size_t(octets.size())), cl_fmap_close);
    if (!map)
        return failure(Error::Kind::Io, u"There is not enough memory to scan the message for viruses."_s);
    cl_scan_options options = scanOptions();
    const char *name = nullptr;
    unsigned long scanned = 0;
    const cl_error_t error = cl_scanmap_callback(map.get(), nullptr, &name, &scanned, m_engine, &options, &job);
    job.layers.finish();
    if (error == CL_CLEAN || error == CL_VERIFIED)
        return {};
    if (error == CL_VIRUS) {
        job.add(QString::fromLatin1(name ? name : "unnamed"));
        return {};
    }
    const QString cause = QString::fromLatin1(cl_strerror(error));
    if (isTransient(error))
        return failure(Error::Kind::Io, u"libclamav could not scan the message: %1."_s.arg(cause));
    job.add("Postern.NotScanned."_L1 + cause.simplified().replace(u' ', u'_'));
    return {};
}

Result<Findings> VirusEngine::scan(QByteArrayView message) const
{
    Job job(m_limits);
    job.parts = gateway::content::decodedParts(message, {});
    job.compareBudget = 4 * message.size();
    if (const Result<> done = scanOctets(message, job); !done)
        return tl::make_unexpected(done.error());
    // The library's own MIME parser has read the message above; these are the readings in which we differ (P4).
    for (const auto parts = std::exchange(job.parts, {}); const gateway::content::DecodedPart &part : parts) {
        if (const Result<> done = scanOctets(part.octets, job); !done)
            return tl::make_unexpected(done.error());
    }
    return findingsOf(job.found);
}

} // namespace scan
