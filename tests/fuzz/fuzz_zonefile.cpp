#include "gateway/dns/name.h"
#include "gateway/dns/zonefile.h"

#include <QJsonDocument>
#include <cstdint>
#include <cstdlib>

using namespace gateway::dns;

/// The input is a zone file; every name in it is asked for every type.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray octets(reinterpret_cast<const char *>(data), qsizetype(size));
    const QJsonObject object = QJsonDocument::fromJson(octets).object();
    auto file = ZoneFile::parse(object);
    if (!file) {
        if (file.error().message.isEmpty())
            std::abort();
        return 0;
    }
    for (const QString &key : object.keys()) {
        for (const Type type : {Type::A, Type::Ns, Type::Cname, Type::Ptr, Type::Mx, Type::Txt, Type::Aaaa, Type::Tlsa}) {
            const Question question{normalized(key.toLatin1()), type};
            const Answer *answer = file->find(question);
            if (!answer || answer->isFound() == answer->records.isEmpty() || file->find(question) != answer)
                std::abort();
        }
    }
    return 0;
}
