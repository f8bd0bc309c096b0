#pragma once

#include <QByteArray>
#include <QList>
#include <optional>

namespace gateway {

/// What policy says is to happen with a message for one recipient.
enum class Verdict { Deliver, Tag, Quarantine, Reject, Discard, Defer };

/// What a message is, as the analysis sees it; ordered from harmless to dangerous.
enum class MessageClass { Clean, Graymail, Spam, Phishing, Impersonation, Policy, Unscannable, Virus };

/// What finally happened to a message for one recipient. Every recipient ends in exactly one (threats.md I2).
enum class Fate { Delivered, Queued, Quarantined, Rejected, Discarded, Deferred, Dsn, Expired };

/// The fate that stands for the message as a whole, from those of its recipients: the one that most needs a look. Deferred comes first, for
/// then the client still has the whole message; and it is also the fate of nobody.
[[nodiscard]] Fate weightiest(const QList<Fate> &all);

/// The stages of a message's way, in order.
enum class Stage { Connection, Envelope, Authentication, Virus, Content, NextHop, Answer };

/// The lower-case word of a value as it stands in JSON, on the command line and in the trace ("quarantine").
[[nodiscard]] QByteArray toWord(Verdict verdict);
[[nodiscard]] QByteArray toWord(MessageClass messageClass);
[[nodiscard]] QByteArray toWord(Fate fate);
[[nodiscard]] QByteArray toWord(Stage stage);

/// The value of a word, or nothing for a word that is not one of them. T is one of the enumerations above.
template<typename T>
[[nodiscard]] std::optional<T> fromWord(QByteArrayView word);

} // namespace gateway
