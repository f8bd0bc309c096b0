#include "testwindow.h"

#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

bool TestWindow::prepareSettings()
{
    static QTemporaryDir directory;
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, directory.path());
    QApplication::setApplicationName(u"postern-test"_s);
    QApplication::setOrganizationName(u"postern-test"_s);
    QSettings().clear();
    return true;
}

TestWindow::TestWindow() : window({link, trial, theme, language})
{
    language.choose(ui::preferences::LanguageChoice::English);
    theme.setMode(ui::Theme::Mode::Light);
    window.resize(1280, 800);
    window.show();
    (void)QTest::qWaitForWindowActive(&window);
}

bool TestWindow::connect()
{
    link.connectTo({.dataDirectory = gateway.dataDirectory(), .url = {}, .tokenFile = {}, .isTrial = true});
    return waitFor([this] { return link.state() == ui::GatewayLink::State::Connected; });
}

bool waitFor(const std::function<bool()> &condition, int milliseconds)
{
    return QTest::qWaitFor(condition, milliseconds);
}

bool hasText(const QWidget &widget, const QString &text)
{
    const QList<ui::TextLabel *> labels = widget.findChildren<ui::TextLabel *>();
    return std::ranges::any_of(labels, [&text](const ui::TextLabel *label) { return label->isVisible() && label->text().contains(text); });
}

QPushButton *buttonNamed(const QWidget &widget, const QString &text)
{
    const QList<QPushButton *> buttons = widget.findChildren<QPushButton *>();
    const auto it = std::ranges::find_if(buttons, [&text](const QPushButton *button) { return button->isVisible() && button->text() == text; });
    return it == buttons.end() ? nullptr : *it;
}

void press(const QWidget &widget, const QString &text)
{
    QPushButton *button = buttonNamed(widget, text);
    QVERIFY2(button, qPrintable(text));
    button->click();
}
