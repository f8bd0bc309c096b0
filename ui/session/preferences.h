#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QString>

/// What the person chose, kept from one start to the next.
namespace ui::preferences {

enum class LanguageChoice { System, English, Japanese };

[[nodiscard]] LanguageChoice language();
void setLanguage(LanguageChoice choice);
[[nodiscard]] Theme::Mode theme();
void setTheme(Theme::Mode mode);

/// The gateway used last; "trial", a data directory, or a URL with its token file.
struct LastGateway {
    bool isTrial = false;
    QString dataDirectory, url, tokenFile;
};
[[nodiscard]] LastGateway lastGateway();
void setLastGateway(const LastGateway &gateway);

[[nodiscard]] bool keepsServing();
void setKeepsServing(bool keeps);

[[nodiscard]] QByteArray state(const QString &name); ///< Window and splitter states.
void setState(const QString &name, const QByteArray &state);

} // namespace ui::preferences
