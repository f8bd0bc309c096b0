#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QStringList>

namespace gateway::content {

/// One header field as it stands in the message; views into its octets.
struct Field {
    QByteArrayView name;              ///< Without blanks around it.
    QByteArrayView body;              ///< After the colon, folds included.
    bool hasBlankBeforeColon = false; ///< "Content-Type : x": some parsers take it for a field, some do not (P4).
};

/// The header section of a message or part, read leniently: what one parser skips another one obeys.
struct HeaderSection {
    QList<Field> fields;
    qsizetype size = 0;            ///< Octets up to the body, the separating empty line included.
    bool hasJunkLine = false;      ///< A line that is neither a field nor a continuation.
    bool hasBlankLine = false;     ///< A line of white space only: the end of the section for some parsers.
    bool hasControl = false;       ///< A bare CR or a NUL.
    bool hasTooManyFields = false; ///< Reading stopped at the limit.

    [[nodiscard]] const Field *find(QByteArrayView lowerCaseName) const; ///< The first of that name; null if none.
    [[nodiscard]] int count(QByteArrayView lowerCaseName) const;
    [[nodiscard]] QString text(QByteArrayView lowerCaseName) const; ///< Decoded text of the first; empty if none.
};

/// Reads up to the first empty line, or up to a line for which \a isEnd says that it ends the section early.
[[nodiscard]] HeaderSection readHeaderSection(QByteArrayView octets, int maxFields);

/// RFC 5322 2.2.3: without the line ends, blanks around trimmed.
[[nodiscard]] QByteArray unfolded(QByteArrayView body);

/// Unstructured text with RFC 2047 encoded words decoded; broken ones stay as they are.
[[nodiscard]] QString decodedText(QByteArrayView body);

/// Every value that some parser may take for parameter \a lowerCaseName of a structured field (threats.md P3):
/// quoted or not, escaped or not, with comments or without, RFC 2231 pieces in every order. At most 20.
[[nodiscard]] QStringList parameterCandidates(QByteArrayView body, QByteArrayView lowerCaseName);

/// The media type of a Content-Type field's body, lower case, as it stands.
[[nodiscard]] QByteArray mediaType(QByteArrayView body);

/// Whether a structured field has a comment (RFC 5322 3.2.2): few parsers treat all of them alike.
[[nodiscard]] bool hasComment(QByteArrayView body);

/// How many parameters a field could have: semicolons, quoted or not.
[[nodiscard]] int parameterCount(QByteArrayView body);

} // namespace gateway::content
