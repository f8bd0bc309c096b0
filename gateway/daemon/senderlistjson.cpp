#include "gateway/daemon/senderlistjson.h"

#include "gateway/policy/jsonreader.h"
#include "gateway/reputation/senderlists.h"

using namespace Qt::StringLiterals;

namespace gateway::daemon {

using reputation::SenderEntry;

QJsonArray toJson(const QList<SenderEntry> &entries)
{
    QJsonArray array;
    for (const SenderEntry &entry : entries) {
        array.append(QJsonObject{{u"action"_s, entry.action == SenderEntry::Action::Allow ? u"allow"_s : u"block"_s},
                                 {u"sender"_s, QString::fromUtf8(entry.senderText())},
                                 {u"scope"_s, QString::fromUtf8(entry.scopeText())},
                                 {u"note"_s, entry.note}});
    }
    return array;
}

Result<std::optional<QList<SenderEntry>>> senderEntriesFromJson(const QJsonObject &document)
{
    if (!document.contains(senderListsMember))
        return std::optional<QList<SenderEntry>>();
    static constexpr std::array actions{std::pair{"allow", SenderEntry::Action::Allow}, std::pair{"block", SenderEntry::Action::Block}};
    const QJsonObject lists{{senderListsMember, document.value(senderListsMember)}};
    QString problem;
    policy::JsonReader reader(lists, {}, problem);
    QList<SenderEntry> entries;
    reader.each("senderLists", [&entries](policy::JsonReader item) {
        const SenderEntry::Action action = item.choice("action", actions, {});
        const Result<SenderEntry> entry = SenderEntry::make(action, item.octets("sender", {}), item.octets("scope", "*"), item.text("note", {}));
        if (entry)
            entries.append(*entry);
        else
            item.fail("sender", entry.error().message);
        item.finish();
    });
    reader.finish();
    if (problem.isEmpty() && entries.size() > reputation::SenderLists::maxEntries)
        problem = u"senderLists: more than %1 entries."_s.arg(reputation::SenderLists::maxEntries);
    if (!problem.isEmpty())
        return failure(Error::Kind::Invalid, problem);
    return entries;
}

} // namespace gateway::daemon
