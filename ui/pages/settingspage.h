#pragma once

#include "ui/pages/page.h"
#include "ui/theme/theme.h"

namespace ui {

class FactGrid;
class Language;
class TextLabel;
class TrialGateway;

/// How is this gateway run, and how does this window look?
class SettingsPage : public Page
{
    Q_OBJECT
public:
    /// All three must outlive the page.
    SettingsPage(GatewayLink &link, Theme &theme, Language &language, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString iconName() const override;
    void refresh() override;
    void forget() override;

Q_SIGNALS:
    void connectionWanted(); ///< To choose another gateway.

private:
    [[nodiscard]] QWidget *connectionCard();
    [[nodiscard]] QWidget *windowCard();
    [[nodiscard]] QWidget *aboutCard();
    void showConnection();

    Theme &m_theme;
    Language &m_language;
    FactGrid *m_facts;
    TextLabel *m_problems;
};

} // namespace ui
