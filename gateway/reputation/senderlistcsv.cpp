#include "gateway/reputation/senderlistcsv.h"

#include "gateway/reputation/csv.h"
#include "gateway/reputation/safetext.h"

#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace gateway::reputation {
namespace {

const QList<QByteArray> columns{"action", "sender", "scope", "note"};

bool isUtf8(QByteArrayView text)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(text);
    return !decoder.hasError() && !decoded.contains(QChar(u'\0'));
}

/// Whether a first line names the columns. A note may be any word, an action only one of two.
bool namesColumns(const CsvRecord &record)
{
    const auto has = [&record](const char *word) {
        return std::ranges::any_of(record.fields, [word](const QByteArray &field) { return field.trimmed().toLower() == word; });
    };
    return (has("action") || has("sender")) && !has("allow") && !has("block");
}

/// Where each of \a columns stands, from a first line that names them; -1: nowhere.
Result<QList<qsizetype>> placesOf(const CsvRecord &header)
{
    QList<qsizetype> places(columns.size(), -1);
    for (qsizetype i = 0; i < header.fields.size(); ++i) {
        const qsizetype column = columns.indexOf(header.fields[i].trimmed().toLower());
        if (column < 0 || places[column] >= 0)
            return failure(Error::Kind::Invalid, u"line %1: the column \"%2\" is unknown or there twice; the columns are action, sender, scope, note"_s
                .arg(QString::number(header.line), safeText(header.fields[i])));
        places[column] = i;
    }
    if (places[0] < 0 || places[1] < 0)
        return failure(Error::Kind::Invalid, u"line %1: the columns action and sender are needed"_s.arg(header.line));
    return places;
}

Result<SenderEntry> entryOf(const CsvRecord &record, const QList<qsizetype> &places)
{
    const auto field = [&](qsizetype column) { return csvText(record.fields.value(places[column]).trimmed()); };
    const QByteArray action = field(0).toLower();
    if (action != "allow" && action != "block")
        return failure(Error::Kind::Invalid, u"\"%1\" is no action: write allow or block"_s.arg(safeText(action)));
    return SenderEntry::make(action == "allow" ? SenderEntry::Action::Allow : SenderEntry::Action::Block, field(1), field(2), QString::fromUtf8(field(3)));
}

} // namespace

Result<QList<SenderEntry>> senderEntriesFromCsv(QByteArrayView text)
{
    constexpr qsizetype maxErrors = 10;
    if (!isUtf8(text))
        return failure(Error::Kind::Invalid, u"the file is not in UTF-8: save it as \"CSV UTF-8\""_s);
    const Result<QList<CsvRecord>> records = parseCsv(text);
    if (!records)
        return tl::make_unexpected(records.error());
    QList<qsizetype> places{0, 1, 2, 3};
    QList<SenderEntry> entries;
    QStringList errors;
    qsizetype wrong = 0;
    for (const CsvRecord &record : *records) {
        const bool isHeader = &record == &records->first() && namesColumns(record);
        if (isHeader) {
            const Result<QList<qsizetype>> named = placesOf(record);
            if (!named)
                return tl::make_unexpected(named.error());
            places = *named;
            continue;
        }
        const Result<SenderEntry> entry = record.fields.size() <= columns.size()
            ? entryOf(record, places)
            : Result<SenderEntry>(failure(Error::Kind::Invalid, u"more than the %1 fields action, sender, scope, note"_s.arg(columns.size())));
        if (entry && entries.size() < SenderLists::maxEntries) {
            entries.append(*entry);
            continue;
        }
        if (entry)
            return failure(Error::Kind::Full, u"line %1: more than %2 entries"_s.arg(QString::number(record.line), QString::number(SenderLists::maxEntries)));
        if (++wrong <= maxErrors)
            errors.append(u"line %1: %2"_s.arg(QString::number(record.line), entry.error().message));
    }
    if (wrong > maxErrors)
        errors.append(u"and %1 more"_s.arg(wrong - maxErrors));
    if (wrong > 0)
        return failure(Error::Kind::Invalid, errors.join(u'\n'));
    return entries;
}

QByteArray toCsv(const QList<SenderEntry> &entries)
{
    QByteArray text = csvLine(columns);
    for (const SenderEntry &entry : entries)
        text += csvLine({entry.action == SenderEntry::Action::Allow ? "allow" : "block", entry.senderText(), entry.scopeText(), entry.note.toUtf8()});
    return text;
}

} // namespace gateway::reputation
