#pragma once

#include <QDateTime>
#include <QTimer>
#include <QWidget>

class QPushButton;
class QStackedLayout;

namespace ui {

class Banner;
class IconLabel;
class TextLabel;

/// Puts the four states around a view: loading (said only after 150 ms), empty, failed, filled.
/// A failure never takes away what was there: the last data stay visible below a banner that dates them.
class StateStack : public QWidget
{
    Q_OBJECT
public:
    enum class State { Loading, Empty, Failed, Filled };

    explicit StateStack(QWidget *content, QWidget *parent = nullptr); ///< Takes \a content.

    [[nodiscard]] State state() const { return m_state; }

    void showLoading(const QString &sentence);
    /// \a buttonText empty: no button. A click is buttonClicked().
    void showEmpty(const QString &iconName, const QString &sentence, const QString &buttonText = {});
    void showFailed(const QString &sentence, const QString &cause);
    void showFilled();

Q_SIGNALS:
    void retryWanted();
    void buttonClicked();

private:
    void enter(State state, QWidget *page);
    [[nodiscard]] QWidget *loadingPage();
    [[nodiscard]] QWidget *emptyPage();

    State m_state = State::Filled;
    bool m_hasData = false;
    QDateTime m_filledAt;
    Banner *m_banner;
    QStackedLayout *m_pages;
    TextLabel *m_loadingText, *m_emptyText;
    IconLabel *m_emptyIcon;
    QPushButton *m_emptyButton;
    QWidget *m_blank, *m_loading, *m_empty, *m_content;
    QTimer m_delay;
};

} // namespace ui
