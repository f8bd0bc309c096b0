#include "gateway/records/messagequery.h"

#include "gateway/store/searchtext.h"

using namespace Qt::StringLiterals;

namespace gateway::records {

MessageQuery messageQuery(const admin::MessageFilter &filter)
{
    QStringList conditions;
    QVariantList values;
    const auto add = [&](const QString &condition, const QVariantList &with) {
        conditions.append(condition);
        values += with;
    };
    if (filter.fate)
        add(u"fate=?"_s, {QString::fromLatin1(toWord(*filter.fate))});
    if (filter.messageClass)
        add(u"class=?"_s, {QString::fromLatin1(toWord(*filter.messageClass))});
    if (filter.since.isValid())
        add(u"received>=?"_s, {filter.since.toMSecsSinceEpoch()});
    if (filter.until.isValid())
        add(u"received<?"_s, {filter.until.toMSecsSinceEpoch()});
    // instr() and not LIKE: what was typed is a text, not a pattern.
    if (!filter.sender.isEmpty())
        add(u"instr(sender, ?)"_s, {store::searchText(filter.sender)});
    if (!filter.recipient.isEmpty())
        add(u"instr(recipients, ?)"_s, {store::searchText(filter.recipient)});
    if (!filter.text.isEmpty()) {
        const QString text = store::searchText(filter.text);
        add(u"(instr(subject, ?) OR instr(sender, ?) OR instr(recipients, ?) OR instr(id, ?))"_s,
            {text, text, text, filter.text.toUpper()});
    }
    return {conditions.isEmpty() ? QString() : u" WHERE "_s + conditions.join(u" AND "_s), values};
}

} // namespace gateway::records
