#pragma once

#include "testgateway.h"
#include "ui/session/language.h"
#include "ui/session/trialgateway.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

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
