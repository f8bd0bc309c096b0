#pragma once

#include "gateway/dns/name.h"
#include "gateway/dns/records.h"
#include "gateway/dns/resolver.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QStringList>

/// The cases of rspamd's functional tests (shared/data/README.md section 2).
namespace rspamdcases {

struct Case {
    QByteArray name, suite;
    QStringList expect, notExpect; ///< "dkim=pass"
    QByteArray message;            ///< With CRLF.
    QByteArray clientIp, mailFrom, helo;
};

inline QByteArray contentOf(const QString &path)
{
    QFile file(QStringLiteral(SHARED_DATA "/conformance/auth-rspamd/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// None if they are not here.
inline QList<Case> cases()
{
    const auto list = [](const QJsonValue &value) {
        QStringList texts;
        for (const QJsonValue &text : value.toArray())
            texts.append(text.toString());
        return texts;
    };
    QList<Case> all;
    for (const QJsonValue &value : QJsonDocument::fromJson(contentOf(QStringLiteral("cases.json"))).array()) {
        const QJsonObject object = value.toObject();
        const auto text = [&object](const char *key) { return object.value(QLatin1String(key)).toString().toUtf8(); };
        const QByteArray message = contentOf(QStringLiteral("messages/") + object.value(QLatin1String("message")).toString());
        all.append({text("name"), text("suite"), list(object.value(QLatin1String("expect"))), list(object.value(QLatin1String("not_expect"))),
                    QByteArray(message).replace("\r\n", "\n").replace("\n", "\r\n"), text("client_ip"), text("mail_from"), text("helo")});
    }
    return all;
}

/// What is not in the zone does not exist. The domain dnssec-failed.org is there to fail.
class Zone : public gateway::dns::Resolver
{
public:
    Zone()
    {
        using namespace gateway::dns;
        for (const QJsonValue &value : QJsonDocument::fromJson(contentOf(QStringLiteral("dns.json"))).array()) {
            const QJsonObject object = value.toObject();
            const QByteArray name = normalized(object.value(QLatin1String("name")).toString().toLatin1());
            const QByteArray type = object.value(QLatin1String("type")).toString().toLatin1();
            Answer answer;
            for (const QJsonValue &reply : object.value(QLatin1String("replies")).toArray())
                answer.records.append(record(type, reply.toString().toLatin1()));
            const bool isFailing = name == "dnssec-failed.org" || name.endsWith(".dnssec-failed.org");
            answer.status = !answer.records.isEmpty() ? Answer::Status::Found
                : isFailing                           ? Answer::Status::Failed
                : object.value(QLatin1String("rcode")).toString() == QLatin1String("nxdomain") ? Answer::Status::NoSuchName : Answer::Status::NoData;
            for (const Type each : {Type::A, Type::Aaaa, Type::Mx, Type::Ptr, Type::Txt}) {
                if (toText(each) == type && !m_answers.value({name, each}).isFound())
                    m_answers.insert({name, each}, answer);
            }
        }
    }

    const gateway::dns::Answer *find(const gateway::dns::Question &question) override
    {
        const auto known = m_answers.constFind(question);
        return known == m_answers.cend() ? &m_absent : &*known;
    }

private:
    static QByteArray record(const QByteArray &type, const QByteArray &text)
    {
        using namespace gateway::dns;
        if (type == "A" || type == "AAAA") {
            boost::system::error_code error;
            return addressRecord(boost::asio::ip::make_address(text.toStdString(), error));
        }
        if (type == "MX")
            return exchangeRecord({text.left(text.indexOf(' ')).toUShort(), normalized(text.mid(text.indexOf(' ') + 1))});
        return type == "PTR" ? toWire(normalized(text)) : textRecord({text});
    }

    QHash<gateway::dns::Question, gateway::dns::Answer> m_answers;
    const gateway::dns::Answer m_absent{.status = gateway::dns::Answer::Status::NoSuchName};
};

} // namespace rspamdcases
