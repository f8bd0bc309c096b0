#pragma once

#include "gateway/admin/defencetypes.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace ui {

class ActionBar;
class ChoiceBox;
class FormField;
class TextLabel;

/// Adds a list in the DNS, from the known ones or by hand, or changes one. It ends in the draft, not yet in the gateway.
class BlockListForm : public QWidget
{
    Q_OBJECT
public:
    explicit BlockListForm(QWidget *parent = nullptr);

    void setPresets(const QList<gateway::admin::BlockListPreset> &presets);
    void add(const QStringList &taken); ///< \a taken: zones that are there already.
    void edit(const gateway::admin::BlockListZone &list);
    [[nodiscard]] gateway::admin::BlockListZone list() const; ///< As typed.

Q_SIGNALS:
    void done(const gateway::admin::BlockListZone &list);
    void left();

private:
    [[nodiscard]] QWidget *fields();
    void show(const gateway::admin::BlockListZone &list);
    void showPreset();
    void finish();
    using QWidget::show;

    QList<gateway::admin::BlockListPreset> m_presets;
    QStringList m_taken;
    gateway::admin::BlockListZone m_list; ///< What was opened: it keeps what has no field.
    TextLabel *m_title, *m_terms;
    ChoiceBox *m_preset, *m_kind;
    QLineEdit *m_zone, *m_weight, *m_codes, *m_refusals;
    QCheckBox *m_asksText;
    FormField *m_presetField = nullptr, *m_zoneField = nullptr, *m_weightField = nullptr;
    ActionBar *m_bar;
};

} // namespace ui
