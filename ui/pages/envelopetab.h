#pragma once

#include "gateway/admin/types.h"

#include <QWidget>

class QVBoxLayout;

namespace ui {

class CodeBox;
class FactGrid;
class TextLabel;

/// Who sent a message to whom, from where, and what the next hop said about each recipient.
class EnvelopeTab : public QWidget
{
    Q_OBJECT
public:
    explicit EnvelopeTab(QWidget *parent = nullptr);
    void setMessage(const gateway::admin::Message &message);

private:
    FactGrid *m_facts, *m_recipients;
    TextLabel *m_historyTitle;
    CodeBox *m_history;
};

} // namespace ui
