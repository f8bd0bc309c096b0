#include "gateway/admin/apirouter.h"
#include "gateway/admin/httptarget.h"
#include "tests/unit/admin/fakeadministration.h"

#include <QJsonDocument>

using namespace gateway::admin;

namespace {

void expect(bool isTrue)
{
    if (!isTrue)
        qFatal("a promise is broken");
}

} // namespace

/// What the router makes of any request that Beast's parser lets through. Lines: method, target, Host, Accept-Language,
/// Content-Type; then the body.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, std::size_t size)
{
    static FakeAdministration gateway;
    static const ApiRouter router(AccessCheck("t", {}), gateway, 1000);
    QByteArrayList lines = QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)).split('\n');
    while (lines.size() < 6)
        lines.append(QByteArray());
    ApiRequest request{lines[0], lines[1], lines[2], "Bearer t", lines[3], lines[4], lines.sliced(5).join('\n')};

    const ApiResponse response = router.answer(request);
    expect(response.status >= 200 && response.status < 600);
    if (response.contentType == "application/json" && response.status != 204)
        expect(QJsonDocument::fromJson(response.body).isObject());
    expect(response.status < 500); // Nothing that is said can make the gateway fail.

    request.authorization.clear();
    expect(router.answer(request).status == 401 || router.answer(request).status == 421);

    if (const auto target = parseHttpTarget(lines[1])) { // Printed and read again it is the same.
        QByteArray printed;
        for (const QString &segment : target->path)
            printed += '/' + percentEncoded(segment);
        for (qsizetype i = 0; i < target->query.size(); ++i)
            printed += (i == 0 ? '?' : '&') + percentEncoded(target->query[i].first) + '=' + percentEncoded(target->query[i].second);
        const auto again = parseHttpTarget(printed);
        expect(again && again->path == target->path && again->query == target->query);
    }
    return 0;
}
