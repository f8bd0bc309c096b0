#include "gateway/content/findings.h"

#include "gateway/content/printable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

constexpr qsizetype maxBytes = 16 << 20;
constexpr qsizetype maxText = 500, maxUrls = 200, maxUrlLength = 2048, maxAuthors = 20, maxAuthor = 320;
constexpr qsizetype maxAttachments = 1000, maxNames = 20, maxViruses = 100, maxReasons = 300, maxEvidence = 16;
constexpr double maxPoints = 30;

struct KindWord {
    VirusFinding::Kind kind;
    QLatin1StringView word;
};
constexpr std::array kindWords{
    KindWord{VirusFinding::Kind::Virus, "virus"_L1},
    KindWord{VirusFinding::Kind::Encrypted, "encrypted"_L1},
    KindWord{VirusFinding::Kind::LimitsExceeded, "limits"_L1},
    KindWord{VirusFinding::Kind::Phishing, "phishing"_L1},
    KindWord{VirusFinding::Kind::Macro, "macro"_L1},
    KindWord{VirusFinding::Kind::Structured, "structured"_L1},
    KindWord{VirusFinding::Kind::Suspicious, "suspicious"_L1},
};

QLatin1StringView toWord(VirusFinding::Kind kind)
{
    return std::ranges::find(kindWords, kind, &KindWord::kind)->word;
}

QJsonArray toJson(const QList<Attachment> &attachments)
{
    QJsonArray array;
    for (const Attachment &attachment : attachments)
        array.append(QJsonObject{{u"names"_s, QJsonArray::fromStringList(attachment.names)},
                                 {u"declaredType"_s, QString::fromUtf8(attachment.declaredType)},
                                 {u"trueType"_s, QString::fromUtf8(attachment.trueType)},
                                 {u"size"_s, attachment.size},
                                 {u"isEncrypted"_s, attachment.isEncrypted},
                                 {u"isExecutable"_s, attachment.isExecutable},
                                 {u"hasActiveContent"_s, attachment.hasActiveContent},
                                 {u"container"_s, attachment.container}});
    return array;
}

/// Reads the members of one object; remembers the first one that has a wrong type.
///
/// A missing member keeps its default: then nothing was scanned, which the daemon treats as a failed scan.
class Reader
{
public:
    Reader(const QJsonObject &object, QString &fault) : m_object(object), m_fault(fault) {}

    void read(QLatin1StringView key, bool &value)
    {
        if (const QJsonValue json = member(key, QJsonValue::Bool); json.isBool())
            value = json.toBool();
    }
    void read(QLatin1StringView key, qint64 &value)
    {
        const QJsonValue json = member(key, QJsonValue::Double);
        if (!json.isDouble())
            return;
        value = json.toInteger(-1);
        if (value < 0)
            fail(key);
    }
    void read(QLatin1StringView key, double &value)
    {
        if (const QJsonValue json = member(key, QJsonValue::Double); json.isDouble())
            value = json.toDouble();
    }
    void read(QLatin1StringView key, QString &value, qsizetype maxLength = maxText)
    {
        if (const QJsonValue json = member(key, QJsonValue::String); json.isString())
            value = printable(json.toString(), maxLength);
    }
    void read(QLatin1StringView key, QByteArray &value, qsizetype maxLength = maxText)
    {
        if (const QJsonValue json = member(key, QJsonValue::String); json.isString())
            value = printableAscii(json.toString().toUtf8(), maxLength);
    }
    template <typename Element> // Called with each element of an array of objects, up to \a maxCount.
    void readObjects(QLatin1StringView key, qsizetype maxCount, Element element)
    {
        const QJsonArray array = member(key, QJsonValue::Array).toArray();
        for (qsizetype i = 0; i < std::min(array.size(), maxCount); ++i) {
            if (!array[i].isObject())
                return fail(key);
            element(array[i].toObject());
        }
    }
    template <typename Cleaner>
    void read(QLatin1StringView key, QStringList &values, qsizetype maxCount, Cleaner cleaner)
    {
        const QJsonArray array = member(key, QJsonValue::Array).toArray();
        for (qsizetype i = 0; i < std::min(array.size(), maxCount); ++i) {
            if (!array[i].isString())
                return fail(key);
            values.append(cleaner(array[i].toString()));
        }
    }
    [[nodiscard]] QJsonValue member(QLatin1StringView key, QJsonValue::Type type)
    {
        const QJsonValue json = m_object.value(key);
        if (json.isUndefined() || json.type() == type)
            return json;
        fail(key);
        return QJsonValue(QJsonValue::Undefined);
    }
    void fail(QLatin1StringView key)
    {
        if (m_fault.isEmpty())
            m_fault = key;
    }

private:
    const QJsonObject &m_object;
    QString &m_fault;
};

bool isId(QByteArrayView text, qsizetype maxLength)
{
    const auto isIdOctet = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    };
    return !text.isEmpty() && text.size() <= maxLength && std::ranges::all_of(text, isIdOctet);
}

Attachment attachmentFrom(const QJsonObject &object, QString &fault)
{
    Attachment attachment;
    Reader reader(object, fault);
    reader.read("names"_L1, attachment.names, maxNames, [](const QString &name) { return printableName(name); });
    reader.read("declaredType"_L1, attachment.declaredType, maxNameLength);
    reader.read("trueType"_L1, attachment.trueType, maxNameLength);
    reader.read("size"_L1, attachment.size);
    reader.read("isEncrypted"_L1, attachment.isEncrypted);
    reader.read("isExecutable"_L1, attachment.isExecutable);
    reader.read("hasActiveContent"_L1, attachment.hasActiveContent);
    reader.read("container"_L1, attachment.container, maxNameLength);
    return attachment;
}

VirusFinding virusFrom(const QJsonObject &object, QString &fault)
{
    VirusFinding virus;
    Reader reader(object, fault);
    reader.read("name"_L1, virus.name, maxNameLength);
    const QString word = reader.member("kind"_L1, QJsonValue::String).toString();
    const auto kind = std::ranges::find_if(kindWords, [&word](const KindWord &k) { return word == k.word; });
    if (kind == kindWords.end())
        reader.fail("kind"_L1);
    else
        virus.kind = kind->kind;
    return virus;
}

Reason reasonFrom(const QJsonObject &object, QString &fault)
{
    Reason reason;
    Reader reader(object, fault);
    reader.read("id"_L1, reason.id, maxNameLength);
    const std::optional<Stage> stage =
        fromWord<Stage>(reader.member("stage"_L1, QJsonValue::String).toString().toLatin1());
    reader.read("points"_L1, reason.points);
    if (!isId(reason.id, 64) || !stage || !std::isfinite(reason.points))
        reader.fail("reasons"_L1);
    reason.stage = stage.value_or(Stage::Content);
    reason.points = std::clamp(reason.points, -maxPoints, maxPoints);
    const QJsonObject evidence = reader.member("evidence"_L1, QJsonValue::Object).toObject();
    for (auto it = evidence.begin(); it != evidence.end() && reason.evidence.size() < maxEvidence; ++it) {
        if (!it->isString() || !isId(it.key().toUtf8(), 32))
            reader.fail("evidence"_L1);
        else
            reason.evidence.insert(it.key(), printable(it->toString(), maxText));
    }
    return reason;
}

template <typename T> void appendMissing(QList<T> &all, const QList<T> &more)
{
    for (const T &one : more)
        if (!all.contains(one))
            all.append(one);
}

} // namespace

QByteArray toBytes(const Findings &findings)
{
    const auto texts = [](const QByteArrayList &octets) {
        QStringList all;
        for (const QByteArray &each : octets)
            all.append(QString::fromUtf8(each));
        return all;
    };
    QJsonArray viruses;
    for (const VirusFinding &virus : findings.viruses)
        viruses.append(QJsonObject{{u"kind"_s, toWord(virus.kind)}, {u"name"_s, virus.name}});
    const QJsonObject object{{u"subject"_s, findings.subject},
                             {u"headerFrom"_s, findings.headerFrom},
                             {u"authorDomains"_s, QJsonArray::fromStringList(texts(findings.authorDomains))},
                             {u"authors"_s, QJsonArray::fromStringList(texts(findings.authors))},
                             {u"messageId"_s, QString::fromUtf8(findings.messageId)},
                             {u"language"_s, findings.language},
                             {u"urls"_s, QJsonArray::fromStringList(findings.urls)},
                             {u"attachments"_s, toJson(findings.attachments)},
                             {u"viruses"_s, viruses},
                             {u"reasons"_s, gateway::toJson(findings.reasons)},
                             {u"isBrokenStructure"_s, findings.isBrokenStructure},
                             {u"isAmbiguous"_s, findings.isAmbiguous},
                             {u"isUnscannable"_s, findings.isUnscannable},
                             {u"wasContentScanned"_s, findings.wasContentScanned},
                             {u"wasVirusScanned"_s, findings.wasVirusScanned}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<Findings> findingsFromBytes(QByteArrayView bytes)
{
    if (bytes.size() > maxBytes)
        return failure(Error::Kind::Invalid, u"The findings are larger than a scanner may send."_s);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()), &error);
    if (!document.isObject())
        return failure(Error::Kind::Invalid, u"The findings are not a JSON object: "_s + error.errorString());

    Findings findings;
    QString fault;
    const QJsonObject object = document.object();
    Reader reader(object, fault);
    reader.read("subject"_L1, findings.subject);
    reader.read("headerFrom"_L1, findings.headerFrom);
    QStringList authorDomains;
    reader.read("authorDomains"_L1, authorDomains, maxAuthors, [](const QString &domain) { return printable(domain, 255); });
    for (const QString &domain : authorDomains)
        findings.authorDomains.append(domain.toUtf8());
    QStringList authors;
    reader.read("authors"_L1, authors, maxAuthors, [](const QString &author) { return printable(author, maxAuthor); });
    for (const QString &author : authors)
        findings.authors.append(author.toUtf8());
    reader.read("messageId"_L1, findings.messageId);
    reader.read("language"_L1, findings.language, 16);
    reader.read("urls"_L1, findings.urls, maxUrls, [](const QString &url) { return printable(url, maxUrlLength); });
    reader.readObjects("attachments"_L1, maxAttachments,
                       [&](const QJsonObject &one) { findings.attachments.append(attachmentFrom(one, fault)); });
    reader.readObjects("viruses"_L1, maxViruses,
                       [&](const QJsonObject &one) { findings.viruses.append(virusFrom(one, fault)); });
    reader.readObjects("reasons"_L1, maxReasons,
                       [&](const QJsonObject &one) { findings.reasons.append(reasonFrom(one, fault)); });
    reader.read("isBrokenStructure"_L1, findings.isBrokenStructure);
    reader.read("isAmbiguous"_L1, findings.isAmbiguous);
    reader.read("isUnscannable"_L1, findings.isUnscannable);
    reader.read("wasContentScanned"_L1, findings.wasContentScanned);
    reader.read("wasVirusScanned"_L1, findings.wasVirusScanned);
    if (!fault.isEmpty())
        return failure(Error::Kind::Invalid,
                       u"The member \""_s + printable(fault, 40) + u"\" of the findings is malformed."_s);
    return findings;
}

Findings merged(Findings content, const Findings &virus)
{
    if (!content.wasContentScanned && virus.wasContentScanned) {
        content.subject = virus.subject;
        content.headerFrom = virus.headerFrom;
        content.authorDomains = virus.authorDomains;
        content.authors = virus.authors;
        content.messageId = virus.messageId;
        content.language = virus.language;
    }
    appendMissing(content.urls, virus.urls);
    appendMissing(content.attachments, virus.attachments);
    appendMissing(content.viruses, virus.viruses);
    appendMissing(content.reasons, virus.reasons);
    content.isBrokenStructure |= virus.isBrokenStructure;
    content.isAmbiguous |= virus.isAmbiguous;
    content.isUnscannable |= virus.isUnscannable;
    content.wasContentScanned |= virus.wasContentScanned;
    content.wasVirusScanned |= virus.wasVirusScanned;
    return content;
}

} // namespace gateway::content
