#include "ui/models/filtertokens.h"

#include "ui/models/words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using gateway::admin::Message;
using gateway::admin::MessageFilter;

namespace ui {
namespace {

struct Filter {
    Q_DECLARE_TR_FUNCTIONS(Filter)
};

// "today", "yesterday", "2h", "3d", "2026-11-20"; nothing for anything else.
std::optional<QDateTime> sinceFrom(const QString &value, const QDateTime &now)
{
    const QDate today = now.date();
    if (value == "today"_L1)
        return today.startOfDay();
    if (value == "yesterday"_L1)
        return today.addDays(-1).startOfDay();
    if (const QDate date = QDate::fromString(value, Qt::ISODate); date.isValid())
        return date.startOfDay();
    bool isNumber = false;
    const int amount = QStringView(value).chopped(std::min<qsizetype>(1, value.size())).toInt(&isNumber);
    if (!isNumber || amount < 1 || amount > 10'000)
        return {};
    switch (value.back().unicode()) {
    case u'm': return now.addSecs(-60LL * amount);
    case u'h': return now.addSecs(-3600LL * amount);
    case u'd': return now.addDays(-amount);
    default: return {};
    }
}

std::optional<gateway::Fate> fateFrom(const QString &value)
{
    return value == "refused"_L1 ? gateway::Fate::Rejected : gateway::fromWord<gateway::Fate>(value.toLatin1());
}

} // namespace

QStringList filterKeys() { return {u"to"_s, u"from"_s, u"fate"_s, u"class"_s, u"since"_s}; }

std::optional<FilterToken> tokenFrom(QStringView word)
{
    const qsizetype colon = word.indexOf(u':');
    if (colon <= 0 || colon + 1 == word.size())
        return {};
    const FilterToken token{word.first(colon).toString().toLower(), word.sliced(colon + 1).toString()};
    if (!filterKeys().contains(token.key))
        return {};
    if (token.key == "fate"_L1 && !fateFrom(token.value))
        return {};
    if (token.key == "class"_L1 && !gateway::fromWord<gateway::MessageClass>(token.value.toLatin1()))
        return {};
    if (token.key == "since"_L1 && !sinceFrom(token.value, QDateTime::currentDateTime()))
        return {};
    return token;
}

QString tokenKeyText(const FilterToken &token)
{
    if (token.key == "to"_L1)
        return Filter::tr("to");
    if (token.key == "from"_L1)
        return Filter::tr("from");
    if (token.key == "fate"_L1)
        return Filter::tr("fate");
    if (token.key == "class"_L1)
        return Filter::tr("class");
    return Filter::tr("since");
}

QString tokenText(const FilterToken &token)
{
    if (token.key == "fate"_L1)
        return fateWord(fateFrom(token.value).value_or(gateway::Fate::Delivered));
    if (token.key == "class"_L1)
        return className(gateway::fromWord<gateway::MessageClass>(token.value.toLatin1()).value_or(gateway::MessageClass::Clean));
    if (token.value == "today"_L1)
        return Filter::tr("today");
    return token.value == "yesterday"_L1 ? Filter::tr("yesterday") : token.value;
}

QString FilterText::toString() const
{
    QStringList parts;
    for (const FilterToken &token : tokens)
        parts.append(token.key + u':' + token.value);
    if (!words.isEmpty())
        parts.append(words);
    return parts.join(u' ');
}

FilterText FilterText::fromString(QStringView text)
{
    FilterText result;
    QStringList words;
    const QStringList parts = text.toString().split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (const std::optional<FilterToken> token = tokenFrom(part))
            result.tokens.append(*token);
        else
            words.append(part);
    }
    result.words = words.join(u' ');
    return result;
}

MessageFilter messageFilter(const FilterText &text, const QDateTime &now)
{
    MessageFilter filter;
    filter.text = text.words.trimmed();
    for (const FilterToken &token : text.tokens) {
        if (token.key == "to"_L1)
            filter.recipient = token.value;
        else if (token.key == "from"_L1)
            filter.sender = token.value;
        else if (token.key == "fate"_L1)
            filter.fate = fateFrom(token.value);
        else if (token.key == "class"_L1)
            filter.messageClass = gateway::fromWord<gateway::MessageClass>(token.value.toLatin1());
        else if (token.key == "since"_L1)
            filter.since = sinceFrom(token.value, now).value_or(QDateTime());
    }
    return filter;
}

bool matches(const MessageFilter &filter, const Message &message)
{
    const auto holds = [](const QString &text, const QString &part) { return text.contains(part, Qt::CaseInsensitive); };
    const auto anyRecipient = [&](const QString &part) {
        return std::ranges::any_of(message.recipients, [&](const auto &recipient) { return holds(recipient.address, part); });
    };
    return (!filter.since.isValid() || message.received >= filter.since) && (!filter.until.isValid() || message.received < filter.until)
           && (filter.sender.isEmpty() || holds(message.sender, filter.sender)) && (filter.recipient.isEmpty() || anyRecipient(filter.recipient))
           && (!filter.fate || message.fate == *filter.fate) && (!filter.messageClass || message.messageClass == *filter.messageClass)
           && (filter.text.isEmpty() || holds(message.sender, filter.text) || holds(message.subject, filter.text) || holds(message.id, filter.text)
               || anyRecipient(filter.text));
}

} // namespace ui
