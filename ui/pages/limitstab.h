#pragma once

#include "ui/pages/defencetab.h"

#include <array>

class QCheckBox;
class QGridLayout;
class QLineEdit;

namespace ui {

class Banner;
class NumberField;
class TextLabel;

/// How much clients may send, when guessing is enough, greylisting, and the file of countries.
class LimitsTab : public DefenceTab
{
    Q_OBJECT
public:
    LimitsTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent = nullptr); ///< Both must outlive the tab.

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;

protected:
    void showSettings() override;

private:
    [[nodiscard]] QWidget *ratesCard();
    [[nodiscard]] QWidget *otherCard();
    void addRates(QGridLayout *grid, int row, const QString &name);
    void showState();

    std::array<std::array<NumberField *, 3>, 3> m_rates{}; ///< By kind of client, then by kind of rate.
    NumberField *m_harvest;
    QCheckBox *m_greylists;
    QLineEdit *m_countries;
    TextLabel *m_countryState;
};

} // namespace ui
