#pragma once

#include "gateway/admin/types.h"
#include "ui/widgets/frames.h"

class QPushButton;

namespace ui {

class IconLabel;
class TextLabel;

/// One sample of the test lab: what it is, what must become of it, and what became of it.
class SampleRow : public Ground
{
    Q_OBJECT
public:
    enum class State { Unsent, Sending, AsExpected, Unexpected, CouldNotTell };

    explicit SampleRow(gateway::admin::Sample sample, QWidget *parent = nullptr);

    [[nodiscard]] const gateway::admin::Sample &sample() const { return m_sample; }
    [[nodiscard]] State state() const { return m_state; }
    void showSending();
    /// \a fate none: it could not be told, because of \a cause.
    void showOutcome(std::optional<gateway::Fate> fate, double took, const QString &cause);
    void setSelected(bool selected);

Q_SIGNALS:
    void sendWanted();
    void selected();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void enter(State state, const QString &line, const QString &took = {});

    gateway::admin::Sample m_sample;
    State m_state = State::Unsent;
    bool m_isSelected = false;
    IconLabel *m_icon;
    TextLabel *m_line, *m_took;
    QPushButton *m_send;
};

} // namespace ui
