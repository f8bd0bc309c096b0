#pragma once

#include "gateway/admin/types.h"

#include <QWidget>

class QVBoxLayout;

namespace ui {

class ChipLabel;
class TextLabel;

/// Who vouches for a message: what it adds up to, then each check as a sentence with what it rests on.
class AuthenticationTab : public QWidget
{
    Q_OBJECT
public:
    explicit AuthenticationTab(QWidget *parent = nullptr);
    void setMessage(const gateway::admin::Message &message);

private:
    ChipLabel *m_verdict;
    TextLabel *m_author;
    QVBoxLayout *m_rows;
};

} // namespace ui
