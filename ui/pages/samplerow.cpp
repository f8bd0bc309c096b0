#include "ui/pages/samplerow.h"

#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::Fate;

namespace ui {

SampleRow::SampleRow(gateway::admin::Sample sample, QWidget *parent) : Ground(Fill::Surface, Qt::BottomEdge, parent), m_sample(std::move(sample)),
    m_icon(new IconLabel({}, 18)), m_line(new TextLabel({}, TextRole::Small, Ink::Muted)), m_took(new TextLabel({}, TextRole::Number, Ink::Muted)),
    m_send(smallButton(tr("Send"), u"send"_s))
{
    setFocusPolicy(Qt::StrongFocus);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new TextLabel(m_sample.title));
    words->addWidget(m_line);
    auto *places = new QHBoxLayout(this);
    places->setContentsMargins(16, 6, 16, 7);
    places->setSpacing(10);
    places->addWidget(m_icon);
    places->addLayout(words, 1);
    places->addWidget(m_took);
    places->addWidget(m_send);
    m_send->setAccessibleName(tr("Send “%1”").arg(m_sample.title));
    connect(m_send, &QPushButton::clicked, this, &SampleRow::sendWanted);
    enter(State::Unsent, tr("should be: %1").arg(fateWord(m_sample.expectedFate)));
}

void SampleRow::showSending() { enter(State::Sending, tr("on its way")); }

void SampleRow::showOutcome(std::optional<Fate> fate, double took, const QString &cause)
{
    if (!fate)
        return enter(State::CouldNotTell, cause);
    if (*fate == m_sample.expectedFate)
        return enter(State::AsExpected, tr("%1, as it should be").arg(fateWord(*fate)), formatMilliseconds(took));
    enter(State::Unexpected, tr("%1, but should be: %2").arg(fateWord(*fate), fateWord(m_sample.expectedFate)), formatMilliseconds(took));
}

void SampleRow::enter(State state, const QString &line, const QString &took)
{
    m_state = state;
    const auto mark = [this](const QString &name, Ink ink) {
        m_icon->setIcon(name);
        m_icon->setInk(int(ink));
    };
    switch (state) {
    case State::Unsent: mark(u"circle-dashed"_s, Ink::Muted); break;
    case State::Sending: mark(u"loader"_s, Ink::Information); break;
    case State::AsExpected: mark(toneIcon(Tone::Good), Ink::Good); break;
    case State::Unexpected: mark(toneIcon(Tone::Bad), Ink::Bad); break;
    case State::CouldNotTell: mark(toneIcon(Tone::Unknown), Ink::Unknown); break;
    }
    m_line->setText(line);
    m_took->setText(took);
    m_send->setEnabled(state != State::Sending);
    m_send->setText(state == State::Unsent || state == State::Sending ? tr("Send") : tr("Again"));
    setAccessibleName(m_sample.title + u", "_s + line);
}

void SampleRow::setSelected(bool isSelected)
{
    m_isSelected = isSelected;
    update();
}

void SampleRow::paintEvent(QPaintEvent *event)
{
    Ground::paintEvent(event);
    QPainter painter(this);
    if (m_isSelected)
        painter.fillRect(rect().adjusted(0, 0, 0, -1), colors().selection);
    if (hasFocus())
        painter.fillRect(0, 0, 2, height() - 1, colors().accent);
}

void SampleRow::mousePressEvent(QMouseEvent *) { Q_EMIT selected(); }

void SampleRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT sendWanted();
    else
        Ground::keyPressEvent(event);
}

void SampleRow::focusInEvent(QFocusEvent *event)
{
    Ground::focusInEvent(event);
    Q_EMIT selected();
}

} // namespace ui
