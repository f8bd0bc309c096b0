#include "gateway/reasontext.h"

#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QJsonDocument>

static void loadTexts() { Q_INIT_RESOURCE(texts); }

namespace gateway {
namespace {

struct Sentence {
    QString english, japanese;
};

const QHash<QByteArray, Sentence> &catalogue()
{
    static const QHash<QByteArray, Sentence> sentences = [] {
        loadTexts();
        QHash<QByteArray, Sentence> all;
        QDirIterator files(QStringLiteral(":/reasons"), {QStringLiteral("*.json")});
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
            for (auto it = object.begin(); it != object.end(); ++it) {
                const QJsonObject texts = it.value().toObject();
                all.insert(it.key().toLatin1(), {texts.value(QLatin1String("en")).toString(), texts.value(QLatin1String("ja")).toString()});
            }
        }
        return all;
    }();
    return sentences;
}

} // namespace

Language languageFromTag(QByteArrayView tag)
{
    return tag.size() >= 2 && (tag[0] | 0x20) == 'j' && (tag[1] | 0x20) == 'a' ? Language::Japanese : Language::English;
}

QString substitute(QStringView pattern, const QMap<QString, QString> &values)
{
    QString text;
    qsizetype from = 0;
    while (from < pattern.size()) {
        const qsizetype open = pattern.indexOf(u'{', from);
        const qsizetype close = open < 0 ? -1 : pattern.indexOf(u'}', open);
        if (close < 0)
            break;
        const auto value = values.constFind(pattern.sliced(open + 1, close - open - 1).toString());
        text += pattern.sliced(from, open - from);
        text += value == values.constEnd() ? pattern.sliced(open, close + 1 - open).toString() : *value;
        from = close + 1;
    }
    return text.append(pattern.sliced(from));
}

QString catalogueText(QByteArrayView id, const QMap<QString, QString> &values, Language language)
{
    const auto it = catalogue().constFind(id.toByteArray());
    if (it == catalogue().constEnd())
        return QString::fromLatin1(id);
    const QString &pattern = language == Language::Japanese && !it->japanese.isEmpty() ? it->japanese : it->english;
    return substitute(pattern, values);
}

QString reasonText(const Reason &reason, Language language) { return catalogueText(reason.id, reason.evidence, language); }

} // namespace gateway
