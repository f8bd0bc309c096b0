#pragma once

#include "testgateway.h"
#include "ui/session/language.h"
#include "ui/session/trialgateway.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

class QPushButton;

/// The whole window before a gateway of the test; its settings go to a directory of their own.
class TestWindow
{
public:
    TestWindow(); ///< Shown and active, with the start page.
    [[nodiscard]] bool connect(); ///< To the gateway of the test; waits until it answers.

private:
    bool m_isPrepared = prepareSettings(); // Before anything reads a setting.

public:
    TestGateway gateway;
    ui::Theme theme;
    ui::Language language;
    ui::TrialGateway trial;
    ui::GatewayLink link;
    ui::MainWindow window;

private:
    static bool prepareSettings();
};

/// Lets the event loop run until \a condition holds or five seconds are over.
bool waitFor(const std::function<bool()> &condition, int milliseconds = 5000);

/// Whether a label that is shown holds \a text.
bool hasText(const QWidget &widget, const QString &text);
/// The button that is shown with this text; null if there is none.
QPushButton *buttonNamed(const QWidget &widget, const QString &text);
