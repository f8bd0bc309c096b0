#pragma once

#include "gateway/verdict.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

namespace gateway {

/// One piece of evidence about a message, kept in a form that every view can render.
///
/// The sentence a person reads is not stored: reasontext.h makes it from \a id and \a evidence, in the reader's language.
struct Reason {
    QByteArray id;          ///< Stable name and key of the sentence in resources/reasons: "spam.gtube", "virus.found".
    Stage stage = Stage::Content;
    double points = 0;      ///< Log-odds (natural logarithm) towards unwanted; negative speaks for the message, 0 is a bare fact.
    QMap<QString, QString> evidence; ///< Named values of the sentence's {placeholders}; may come from the mail: hostile text.

    friend bool operator==(const Reason &, const Reason &) = default;
};

[[nodiscard]] QJsonObject toJson(const Reason &reason); ///< {id, stage, points, evidence}
[[nodiscard]] Reason reasonFromJson(const QJsonObject &object); ///< Missing or wrong members become defaults.
[[nodiscard]] QJsonArray toJson(const QList<Reason> &reasons);
[[nodiscard]] QList<Reason> reasonsFromJson(const QJsonArray &array);

} // namespace gateway
