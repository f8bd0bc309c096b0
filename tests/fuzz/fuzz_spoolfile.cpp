// A spool file may hold anything after a crash or a failing disk: reading must end in a message or in an error, and a message that was
// read is written and read again as the same.
#include "gateway/delivery/spoolfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <cstdlib>

using namespace gateway;
using namespace gateway::delivery;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(octets) != octets.size())
        std::abort();
}

bool isSame(const SpoolFile &a, const SpoolFile &b)
{
    return a.id == b.id && a.received == b.received && a.envelope == b.envelope && a.recipients == b.recipients && a.prefix == b.prefix
        && a.notes == b.notes && a.attempts == b.attempts && a.nextAttempt == b.nextAttempt && a.isHeld == b.isHeld;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QTemporaryDir directory;
    const QString path = directory.filePath(u"file"_s);
    write(path, QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    (void)readSpoolFile(path, Verify::Checksum);
    const Result<SpoolFile> file = readSpoolFile(path, Verify::LengthOnly);
    if (!file)
        return 0;
    const Result<QByteArray> content = readSpoolContent(path, *file);
    if (!content || content->size() != file->contentSize || file->eventsEnd > qint64(size))
        std::abort();
    write(path, spoolHead(*file, *content) + *content + '\n');
    const Result<SpoolFile> again = readSpoolFile(path, Verify::Checksum);
    if (!again || !isSame(*file, *again))
        std::abort();
    return 0;
}
