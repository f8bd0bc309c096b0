#include "gateway/dns/zonefile.h"

#include "gateway/dns/name.h"
#include "gateway/dns/records.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gateway::dns {
namespace {

constexpr int maxAliases = 8;

/// Latin-1 in the file stands for octets.
QByteArray octetsOf(const QJsonValue &value) { return value.toString().toLatin1(); }

QList<QByteArray> stringsOf(const QJsonValue &value)
{
    if (!value.isArray())
        return {octetsOf(value)};
    QList<QByteArray> strings;
    for (const QJsonValue &each : value.toArray())
        strings.append(octetsOf(each));
    return strings;
}

std::optional<QByteArray> nameRecord(const QJsonValue &value)
{
    const QByteArray name = normalized(octetsOf(value));
    if (name.isEmpty())
        return QByteArray(1, '\0');
    return isName(name) ? std::optional(toWire(name)) : std::nullopt;
}

std::optional<QByteArray> record(const QString &type, const QJsonValue &value)
{
    if (type == "A"_L1 || type == "AAAA"_L1) {
        boost::system::error_code error;
        const auto address = boost::asio::ip::make_address(value.toString().toStdString(), error);
        return error || address.is_v4() != (type == "A"_L1) ? std::nullopt : std::optional(addressRecord(address));
    }
    if (type == "MX"_L1) {
        const std::optional<QByteArray> name = nameRecord(value.toArray().at(1));
        const int preference = value.toArray().at(0).toInt(-1);
        if (!name || preference < 0 || preference > 0xffff)
            return {};
        return QByteArray{}.append(char(preference >> 8)).append(char(preference & 0xff)) + *name;
    }
    if (type == "TXT"_L1 || type == "SPF"_L1)
        return textRecord(stringsOf(value));
    return nameRecord(value);
}

std::optional<Type> typeOf(const QString &type)
{
    if (type == "SPF"_L1)
        return Type::Txt;
    for (const Type each : {Type::A, Type::Ns, Type::Cname, Type::Ptr, Type::Mx, Type::Txt, Type::Aaaa}) {
        if (type == QLatin1String(toText(each)))
            return each;
    }
    return {};
}

} // namespace

Result<ZoneFile> ZoneFile::parse(const QJsonObject &object)
{
    ZoneFile file;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QByteArray name = normalized(entry.key().toLatin1());
        Entry &target = file.m_entries[name];
        bool hasText = false;
        for (const QJsonValue &value : entry->toArray())
            hasText |= value.isObject() && value.toObject().contains("TXT"_L1);
        for (const QJsonValue &value : entry->toArray()) {
            if (value.toString() == "TIMEOUT"_L1) {
                target.isMute = true;
                continue;
            }
            const QJsonObject fields = value.toObject();
            for (auto field = fields.begin(); field != fields.end(); ++field) {
                if (field.key() == "SPF"_L1 && hasText)
                    continue;
                if (Result<> added = file.add(name, field.key(), field.value()); !added)
                    return tl::make_unexpected(added.error());
            }
        }
    }
    const QList<QByteArray> names = file.m_entries.keys();
    for (const QByteArray &name : names) { // The parents exist, too (RFC 8020).
        for (qsizetype dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
            (void)file.m_entries[name.sliced(dot + 1)];
    }
    return file;
}

Result<> ZoneFile::add(const QByteArray &name, const QString &type, const QJsonValue &value)
{
    if (type == "TXT"_L1 && value.toString() == "NONE"_L1)
        return {};
    const std::optional<Type> known = typeOf(type);
    const std::optional<QByteArray> rdata = known ? record(type, value) : std::nullopt;
    if (!rdata)
        return failure(Error::Kind::Invalid, u"%1: the %2 record cannot be read"_s.arg(QString::fromLatin1(name), type));
    m_entries[name].records[*known].append(*rdata);
    return {};
}

Answer ZoneFile::look(const Question &question) const
{
    Question current = question;
    for (int aliases = 0; aliases <= maxAliases; ++aliases) {
        const auto entry = m_entries.constFind(current.name);
        if (entry == m_entries.cend())
            return {.status = Answer::Status::NoSuchName};
        if (const auto records = entry->records.constFind(current.type); records != entry->records.cend())
            return {.status = Answer::Status::Found, .records = *records};
        if (entry->isMute)
            return {.status = Answer::Status::Failed, .cause = u"no answer in time"_s};
        const QList<QByteArray> alias = entry->records.value(Type::Cname);
        if (alias.isEmpty())
            return {.status = Answer::Status::NoData};
        current.name = nameOf(alias.first()).value_or(QByteArray());
    }
    return {.status = Answer::Status::Failed, .cause = u"too many aliases"_s};
}

const Answer *ZoneFile::find(const Question &question)
{
    auto given = m_given.find(question);
    if (given == m_given.end())
        given = m_given.emplace(question, look(question)).first;
    return &given->second;
}

} // namespace gateway::dns
