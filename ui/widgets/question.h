#pragma once

#include <QDialog>
#include <functional>

class QHBoxLayout;
class QPushButton;

namespace ui {

/// Asks before something that cannot be undone. Its buttons say what they do; it opens without stopping the window.
class Question : public QDialog
{
    Q_OBJECT
public:
    Question(const QString &iconName, const QString &sentence, const QString &more, QWidget *parent);

    /// Adds a button that closes the dialog and then acts. The primary one is what Enter presses.
    QPushButton *addButton(const QString &text, const QString &iconName, bool isPrimary, std::function<void()> act = {});

protected:
    void showEvent(QShowEvent *event) override;

private:
    QHBoxLayout *m_buttons;
};

/// Asks whether a form is to be left although what was typed there is not saved; then \a leave is called.
void askToLeaveForm(QWidget *window, std::function<void()> leave);

} // namespace ui
