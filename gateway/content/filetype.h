#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

namespace gateway::content {

/// The media type of octets by what they are (magic numbers), whatever they are called. Empty if unknown.
[[nodiscard]] QByteArray typeByContent(QByteArrayView octets);

/// Programs, shortcuts, disk images: what runs or mounts when it is opened.
[[nodiscard]] bool isExecutableType(QByteArrayView type);
/// What libarchive can list, compressed single files included.
[[nodiscard]] bool isArchiveType(QByteArrayView type);

/// What a file name does to the person who sees it (threats.md P9).
struct NameTraits {
    bool isExecutable = false;       ///< Its extension, after what systems strip, runs something.
    bool hasDoubleExtension = false; ///< "invoice.pdf.exe".
    bool hasReordering = false;      ///< Bidirectional overrides: "exe.fdp" shown for "pdf.exe".
    bool hasHiddenEnd =
        false; ///< Trailing dots or blanks, ":stream", NUL, or so many blanks that the end is out of sight.
};
[[nodiscard]] NameTraits traitsOfName(QStringView name);

/// The extension that a system acts on, lower case, without the dot.
[[nodiscard]] QString effectiveExtension(QStringView name);

} // namespace gateway::content
