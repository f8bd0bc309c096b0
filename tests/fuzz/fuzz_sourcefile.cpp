// The file of a source may hold anything after a failing disk, or be edited together with its checksum: reading must end in a set or in an
// error, and a set that was read is written as the same file. The same octets are read as an import history.
#include "gateway/directory/importhistory.h"
#include "gateway/directory/setfile.h"

#include <cstdlib>

using namespace gateway;
using namespace gateway::directory;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray content(reinterpret_cast<const char *>(data), qsizetype(size));
    (void)parseSet(content);
    const QByteArray file = content + checksumLine(content);
    if (const Result<SourceSet> set = parseSet(file))
        require(setToBytes(*set) == file);
    if (const Result<ImportHistory> history = ImportHistory::parse(content)) {
        const Result<ImportHistory> again = ImportHistory::parse(history->toJson());
        require(again && again->records() == history->records());
    }
    return 0;
}
