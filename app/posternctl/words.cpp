#include "app/posternctl/words.h"

#include <QLocale>

namespace cli {

using namespace gateway;
using namespace Qt::StringLiterals;
using admin::StageRecord;

Language language()
{
    static const Language language = languageFromTag(QLocale::system().uiLanguages().value(0).toLatin1());
    return language;
}

QString word(Fate fate)
{
    switch (fate) {
    case Fate::Delivered: return Texts::tr("Delivered");
    case Fate::Queued: return Texts::tr("Queued");
    case Fate::Quarantined: return Texts::tr("Quarantined");
    case Fate::Rejected: return Texts::tr("Refused");
    case Fate::Discarded: return Texts::tr("Discarded");
    case Fate::Deferred: return Texts::tr("Deferred");
    case Fate::Dsn: return Texts::tr("Reported back");
    case Fate::Expired: return Texts::tr("Expired");
    }
    return {};
}

QString word(MessageClass messageClass)
{
    switch (messageClass) {
    case MessageClass::Clean: return Texts::tr("Clean");
    case MessageClass::Graymail: return Texts::tr("Graymail");
    case MessageClass::Spam: return Texts::tr("Spam");
    case MessageClass::Phishing: return Texts::tr("Phishing");
    case MessageClass::Impersonation: return Texts::tr("Impersonation");
    case MessageClass::Policy: return Texts::tr("Policy");
    case MessageClass::Unscannable: return Texts::tr("Unscannable");
    case MessageClass::Virus: return Texts::tr("Virus");
    }
    return {};
}

QString word(Stage stage) { return catalogueText("stage." + toWord(stage), {}, language()); }

QString word(StageRecord::State state)
{
    switch (state) {
    case StageRecord::State::Passed: return Texts::tr("passed");
    case StageRecord::State::Attention: return Texts::tr("attention");
    case StageRecord::State::Stopped: return Texts::tr("stopped here");
    case StageRecord::State::NotReached: return Texts::tr("not reached");
    }
    return {};
}

QString ruleName(const QString &id)
{
    const QByteArray key = id.startsWith("connection."_L1) ? id.toUtf8() : "rule." + id.toUtf8();
    const QString name = catalogueText(key, {}, language());
    return name == QString::fromUtf8(key) ? orNone(id) : name; // A rule of the administrator's own has its id only.
}

QString localTime(const QDateTime &time)
{
    if (!time.isValid())
        return Texts::tr("not known");
    return time.toLocalTime().toString(language() == Language::Japanese ? u"yyyy/MM/dd HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss"_s);
}

QString shortTime(const QDateTime &time)
{
    if (!time.isValid())
        return Texts::tr("not known");
    return time.toLocalTime().toString(language() == Language::Japanese ? u"MM/dd HH:mm"_s : u"MM-dd HH:mm"_s);
}

QString milliseconds(double value) { return Texts::tr("%1 ms").arg(QString::number(value, 'f', 1)); }

QString size(qint64 octets)
{
    if (octets < 1000)
        return Texts::tr("%1 B").arg(octets);
    if (octets < 1'000'000)
        return Texts::tr("%1 KB").arg(QString::number(double(octets) / 1e3, 'f', octets < 10'000 ? 1 : 0));
    return Texts::tr("%1 MB").arg(QString::number(double(octets) / 1e6, 'f', octets < 10'000'000 ? 1 : 0));
}

QString sender(const QString &reversePath) { return reversePath.isEmpty() ? Texts::tr("no sender") : reversePath; }

QString first(const QStringList &addresses)
{
    if (addresses.size() < 2)
        return orNone(addresses.value(0));
    return Texts::tr("%1 and %2 more").arg(addresses.first(), QString::number(addresses.size() - 1));
}

QString orNone(const QString &text) { return text.isEmpty() ? Texts::tr("none") : text; }

QString tls(const admin::TlsRecord &record)
{
    if (!record.isEncrypted)
        return Texts::tr("in the clear");
    QStringList parts{record.version, record.cipher, record.group, record.verification};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace cli
