#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <optional>

namespace gateway::auth {

/// The tag=value list of a signature or a key record (RFC 6376 3.2). The views live as long as the text.
class TagList
{
public:
    static constexpr qsizetype maxTags = 100;
    struct Tag {
        QByteArrayView name;  ///< Case-sensitive.
        QByteArrayView value; ///< Without the white space around it.
        QByteArrayView whole; ///< All that stands between "=" and ";".
    };

    /// Error::Kind::Invalid says what is malformed. A tag that comes twice makes the whole list invalid.
    [[nodiscard]] static Result<TagList> parse(QByteArrayView text);

    [[nodiscard]] const QList<Tag> &tags() const { return m_tags; }
    [[nodiscard]] const Tag *find(QByteArrayView name) const;
    [[nodiscard]] std::optional<QByteArrayView> value(QByteArrayView name) const;

private:
    QList<Tag> m_tags;
};

/// The parts of a list in a value, the white space around each left out.
[[nodiscard]] QList<QByteArrayView> colonList(QByteArrayView value);
/// White space within a base64 value has no meaning (RFC 6376 2.10).
[[nodiscard]] QByteArray withoutWhiteSpace(QByteArrayView value);
/// Nothing if \a value is empty or no base64.
[[nodiscard]] std::optional<QByteArray> decodedBase64(QByteArrayView value);
/// A number of 1 to \a maxDigits digits (RFC 6376 3.5: 12 for times), at most 18.
[[nodiscard]] std::optional<qint64> decimal(QByteArrayView value, qsizetype maxDigits);

} // namespace gateway::auth
