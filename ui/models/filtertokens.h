#pragma once

#include "gateway/admin/types.h"

#include <QDateTime>

namespace ui {

/// One condition of a filter: a key of filterKeys() and a value.
struct FilterToken {
    QString key, value;
    friend bool operator==(const FilterToken &, const FilterToken &) = default;
};

/// What the filter field holds: conditions and free words.
struct FilterText {
    QList<FilterToken> tokens;
    QString words;
    friend bool operator==(const FilterText &, const FilterText &) = default;

    [[nodiscard]] QString toString() const;                 ///< "fate:rejected since:today invoice"
    [[nodiscard]] static FilterText fromString(QStringView text); ///< What is not a valid token is a word.
};

/// The keys a person may type: "to", "from", "fate", "class", "since".
[[nodiscard]] QStringList filterKeys();
/// The token of one word, if it is "key:value" with a value that means something.
[[nodiscard]] std::optional<FilterToken> tokenFrom(QStringView word);
/// The value as it is shown: the fate in the window's words.
[[nodiscard]] QString tokenText(const FilterToken &token);
[[nodiscard]] QString tokenKeyText(const FilterToken &token);

/// The filter for the gateway. \a now gives "today" and "2h" their meaning.
[[nodiscard]] gateway::admin::MessageFilter messageFilter(const FilterText &text, const QDateTime &now);
/// Whether a message that just passed belongs to the list under this filter: what the gateway would say.
[[nodiscard]] bool matches(const gateway::admin::MessageFilter &filter, const gateway::admin::Message &message);

} // namespace ui
