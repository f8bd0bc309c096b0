#include "gateway/admin/codec.h"

#include <QJsonDocument>

using namespace gateway::admin;

namespace {

void expect(bool isTrue)
{
    if (!isTrue)
        qFatal("a promise is broken");
}

/// Whatever was read is written such that it is read the same again.
template<typename T>
void roundTrip(const QJsonObject &object)
{
    const T value = T::fromJson(object);
    expect(T::fromJson(value.toJson()) == value);
}

} // namespace

/// Answers of a gateway as the client reads them.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, std::size_t size)
{
    const QJsonObject object = QJsonDocument::fromJson(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size))).object();
    roundTrip<StageRecord>(object);
    roundTrip<TlsRecord>(object);
    roundTrip<RecipientRecord>(object);
    roundTrip<Message>(object);
    roundTrip<MessageFilter>(object);
    roundTrip<QuarantineItem>(object);
    roundTrip<QueueItem>(object);
    roundTrip<Domain>(object);
    roundTrip<TlsSession>(object);
    roundTrip<Certificate>(object);
    roundTrip<Status>(object);
    roundTrip<Event>(object);
    roundTrip<MailboxItem>(object);
    roundTrip<Sample>(object);
    roundTrip<SendResult>(object);
    const Page<Message> page = pageFromJson<Message>(object);
    expect(pageFromJson<Message>(toJson(page)) == page);
    (void)toJsonWithTexts(Message::fromJson(object), gateway::Language::Japanese);
    return 0;
}
