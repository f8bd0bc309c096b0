#pragma once

#include "testgateway.h"
#include "ui/pages/page.h"
#include "ui/session/language.h"
#include "ui/session/trialgateway.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tableview.h"

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
/// Clicks it; a failure of the test if there is none.
void press(const QWidget &widget, const QString &text);

/// The table that is shown over a model of type \a Model on the current page; null if there is none.
template<typename Model>
ui::TableView *tableOf(const TestWindow &world)
{
    const QList<ui::TableView *> tables = world.window.currentPage()->findChildren<ui::TableView *>();
    const auto it = std::ranges::find_if(tables, [](const ui::TableView *table) { return table->isVisible() && qobject_cast<Model *>(table->model()); });
    return it == tables.end() ? nullptr : *it;
}

template<typename Model>
bool hasRows(const TestWindow &world)
{
    const ui::TableView *table = tableOf<Model>(world);
    return table && table->model()->rowCount() > 0;
}

/// The field of the current page that is shown and whose accessible name begins with \a name; null if there is none.
template<typename T>
T *field(const TestWindow &world, const QString &name)
{
    const QList<T *> fields = world.window.currentPage()->findChildren<T *>();
    const auto it = std::ranges::find_if(fields, [&name](const T *candidate) { return candidate->isVisible() && candidate->accessibleName().startsWith(name); });
    return it == fields.end() ? nullptr : *it;
}
