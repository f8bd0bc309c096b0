#pragma once

#include "gateway/reason.h"

namespace gateway {

enum class Language { English, Japanese };

/// "ja" and its variants ("ja-JP", "ja,en;q=0.5") are Japanese, all else is English.
[[nodiscard]] Language languageFromTag(QByteArrayView tag);

/// The sentence of a reason from resources/reasons/*.json, its {placeholders} filled in one pass
/// (a placeholder inside a value stays as it is). An id without a sentence is its own text.
[[nodiscard]] QString reasonText(const Reason &reason, Language language);

/// A sentence of the same catalogue by id alone, for fixed texts such as the names of rules.
[[nodiscard]] QString catalogueText(QByteArrayView id, const QMap<QString, QString> &values, Language language);

/// Replaces each {name} of \a pattern by its value, in one pass; an unknown name stays.
[[nodiscard]] QString substitute(QStringView pattern, const QMap<QString, QString> &values);

} // namespace gateway
