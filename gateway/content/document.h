#pragma once

#include <QByteArrayView>

namespace gateway::content {

/// What a document can do beside being read.
struct DocumentTraits {
    bool isEncrypted = false;
    bool hasActiveContent = false; ///< Macros, scripts, launch actions, embedded objects.
    bool hasLoginForm = false;     ///< An HTML page that asks for a password.
    friend bool operator==(const DocumentTraits &, const DocumentTraits &) = default;
};

/// By plain search, never by unpacking: OLE2, PDF, RTF, SVG, HTML. \a type as typeByContent() says.
[[nodiscard]] DocumentTraits traitsOfDocument(QByteArrayView octets, QByteArrayView type);

} // namespace gateway::content
