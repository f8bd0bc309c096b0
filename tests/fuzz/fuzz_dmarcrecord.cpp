#include "gateway/auth/dmarcrecord.h"

#include <cstdlib>

using namespace gateway::auth;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(data, qsizetype(size));
    if (!DmarcRecord::isRecord(text))
        return 0;
    const auto record = DmarcRecord::parse(text);
    if (!record) {
        require(!record.error().message.isEmpty() && record.error().message.size() < 300);
        return 0;
    }
    require(record->percent >= 0 && record->percent <= 100 && record->reportInterval.count() >= 0);
    for (const QByteArray &uri : record->aggregateReportUris + record->failureReportUris)
        require(uri.contains(':') && !uri.contains(',') && !uri.contains(';') && !uri.contains('!'));
    for (const DmarcPolicy published : {record->policy, record->policyBelow(), record->policyOfNonexistent()})
        require(record->applied(published) <= published);
    return 0;
}
