#pragma once

#include "ui/session/preferences.h"

#include <QObject>
#include <QTranslator>
#include <memory>
#include <vector>

namespace ui {

/// The language of the window. English stands in the sources; a switch works at once.
class Language : public QObject
{
    Q_OBJECT
public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override;

    [[nodiscard]] preferences::LanguageChoice choice() const { return m_choice; }
    void choose(preferences::LanguageChoice choice); ///< Sets QLocale() too.

Q_SIGNALS:
    void changed();

private:
    preferences::LanguageChoice m_choice = preferences::LanguageChoice::System;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace ui
