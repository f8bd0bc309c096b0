#pragma once

#include "gateway/admin/types.h"
#include "gateway/reasontext.h"

#include <QCoreApplication>

namespace cli {

/// The translation context of the command line.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Texts)
};

/// The language of the environment (LC_ALL, LC_MESSAGES, LANG).
[[nodiscard]] gateway::Language language();

// What the gateway knows, in the words of the window.
[[nodiscard]] QString word(gateway::Fate fate);
[[nodiscard]] QString word(gateway::MessageClass messageClass);
[[nodiscard]] QString word(gateway::Stage stage);
[[nodiscard]] QString word(gateway::admin::StageRecord::State state);
[[nodiscard]] QString ruleName(const QString &id);           ///< A word for none.

[[nodiscard]] QString localTime(const QDateTime &time);       ///< "2026-11-24 12:04:05"; a word if it is not set.
[[nodiscard]] QString shortTime(const QDateTime &time);       ///< "11-24 12:04", for lists of what is never a year old.
[[nodiscard]] QString milliseconds(double value);             ///< "21.8 ms"
[[nodiscard]] QString size(qint64 octets);                    ///< "182 KB", KB and MB as 1000.
[[nodiscard]] QString sender(const QString &reversePath);     ///< A word for the null reverse-path.
[[nodiscard]] QString first(const QStringList &addresses);    ///< The first and how many more.
[[nodiscard]] QString orNone(const QString &text);            ///< A word for nothing.
[[nodiscard]] QString tls(const gateway::admin::TlsRecord &record); ///< One line.

} // namespace cli
