#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>
#include <array>
#include <functional>
#include <optional>
#include <type_traits>

namespace gateway::policy {

/// Reads one JSON object of a settings document member by member and remembers the first problem with its path.
///
/// Each member is asked for once; finish() complains about what nobody asked for. After a problem the getters go on giving defaults, so
/// the caller reads straight through and looks at the problem once.
class JsonReader
{
public:
    /// \a path: where the object stands, "" for the document. \a problem collects the first complaint and outlives the reader.
    JsonReader(QJsonObject object, QString path, QString &problem);

    [[nodiscard]] bool has(const char *member);
    [[nodiscard]] QString text(const char *member, const QString &fallback);
    [[nodiscard]] QByteArray octets(const char *member, const QByteArray &fallback); ///< A text as UTF-8.
    [[nodiscard]] QList<QByteArray> octetsList(const char *member);
    [[nodiscard]] bool flag(const char *member, bool fallback);
    [[nodiscard]] double number(const char *member, double fallback, double least, double most);
    [[nodiscard]] JsonReader object(const char *member);
    void each(const char *member, const std::function<void(JsonReader)> &read); ///< Each object of a list.
    void ignore(const char *member) { m_known.insert(QString::fromLatin1(member)); }

    /// One of \a choices (word, value); a missing member is \a fallback, or a problem if there is none.
    template<typename T, std::size_t N>
    [[nodiscard]] T choice(const char *member, const std::array<std::pair<const char *, T>, N> &choices, std::type_identity_t<std::optional<T>> fallback)
    {
        const QByteArray word = octets(member, {});
        for (const auto &[name, value] : choices) {
            if (word == name)
                return value;
        }
        if (!word.isEmpty() || !fallback) {
            QStringList names;
            for (const auto &each : choices)
                names.append(QString::fromLatin1(each.first));
            fail(member, QStringLiteral("“%1” is not known. Use one of: %2.").arg(QString::fromUtf8(word), names.join(QStringLiteral(", "))));
        }
        return fallback.value_or(choices[0].second);
    }

    void fail(const char *member, const QString &text); ///< Remembers "path.member: text" unless there was a problem before.
    void finish();

private:
    [[nodiscard]] QString pathOf(const char *member) const;
    [[nodiscard]] QJsonValue take(const char *member, QJsonValue::Type type, const char *typeName);

    QJsonObject m_object;
    QString m_path;
    QString &m_problem;
    QSet<QString> m_known;
};

} // namespace gateway::policy
