#pragma once

#include "gateway/mail/headersection.h"

#include <QString>
#include <memory>
#include <vector>

namespace gateway::mail {

/// What is changed in a message; all else stays byte-identical.
struct Edits {
    QList<int> removedFields;   ///< Indexes into HeaderSection::fields().
    QString subjectTag;         ///< "[Spam?]": put in front of the Subject's text, once; empty: no tag. A message without Subject gets one.
};

/// A message as pieces in order: most are views of the original, few are owned. Moves keep the views valid.
struct EditedMessage {
    QList<QByteArrayView> pieces;
    std::vector<std::unique_ptr<QByteArray>> owned;
    [[nodiscard]] qint64 size() const;
    [[nodiscard]] QByteArray joined() const;
};

/// A message that begins with a blank would continue the last field put in front of it, and so have a say in our Received or
/// Authentication-Results (threats.md S17): it gets an empty line first. So send what this gives also when nothing is to be changed.
/// The original octets must outlive the result. \a header is of \a message.
[[nodiscard]] EditedMessage edited(QByteArrayView message, const HeaderSection &header, const Edits &edits);

} // namespace gateway::mail
