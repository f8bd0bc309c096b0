#include "ui/widgets/filterfield.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filtertokenbutton.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

FilterField::FilterField(QWidget *parent) : QWidget(parent), m_places(new QHBoxLayout(this)), m_edit(new QLineEdit)
{
    setFixedHeight(scaled(32));
    setFocusProxy(m_edit);
    m_edit->setFrame(false);
    m_edit->setMaxLength(500);
    m_edit->installEventFilter(this);
    m_edit->setAccessibleName(tr("Filter"));
    m_places->setContentsMargins(34, 0, 8, 0);
    m_places->setSpacing(8);
    m_places->addWidget(m_edit, 1);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { readTokens(false); });
}

FilterText FilterField::filter() const { return {m_tokens, m_edit->text().simplified()}; }

void FilterField::setFilter(const FilterText &filter)
{
    m_tokens = filter.tokens;
    m_edit->setText(filter.words);
    m_lastWords = filter.words;
    showTokens();
    Q_EMIT filterChanged();
}

void FilterField::setToken(const QString &key, const QString &value)
{
    m_tokens.removeIf([&key](const FilterToken &token) { return token.key == key; });
    if (!value.isEmpty())
        m_tokens.append({key, value});
    showTokens();
    Q_EMIT filterChanged();
}

void FilterField::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    m_edit->setPlaceholderText(text);
}

void FilterField::edit()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

// A token is complete when a blank follows it, or with Enter; until then it is a word being typed and filters nothing.
void FilterField::readTokens(bool isComplete)
{
    const QString text = m_edit->text();
    QStringList words;
    bool hasNew = false, isTyping = false;
    const QStringList parts = text.split(u' ');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool isLast = i + 1 == parts.size();
        const std::optional<FilterToken> token = tokenFrom(parts[i]);
        if (token && (!isLast || isComplete)) {
            m_tokens.removeIf([&token](const FilterToken &old) { return old.key == token->key; });
            m_tokens.append(*token);
            hasNew = true;
        } else {
            isTyping |= isLast && parts[i].contains(u':') && filterKeys().contains(parts[i].section(u':', 0, 0));
            words.append(parts[i]);
        }
    }
    if (hasNew) {
        m_edit->setText(words.join(u' ').trimmed());
        showTokens();
    }
    const QString now = m_edit->text().simplified();
    if (hasNew || (!isTyping && now != m_lastWords)) {
        m_lastWords = now;
        Q_EMIT filterChanged();
    }
}

void FilterField::showTokens()
{
    while (m_places->count() > 1)
        delete std::unique_ptr<QLayoutItem>(m_places->takeAt(0))->widget();
    for (qsizetype i = 0; i < m_tokens.size(); ++i) {
        auto *token = new FilterTokenButton(m_tokens[i]);
        connect(token, &QAbstractButton::clicked, this, [this, i] { removeToken(i); }, Qt::QueuedConnection);
        m_places->insertWidget(int(i), token);
    }
    m_edit->setPlaceholderText(m_placeholder);
}

void FilterField::removeToken(qsizetype index)
{
    if (index >= m_tokens.size())
        return;
    m_tokens.removeAt(index);
    showTokens();
    m_edit->setFocus();
    Q_EMIT filterChanged();
}

bool FilterField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return: case Qt::Key_Enter:
        readTokens(true);
        return true;
    case Qt::Key_Backspace:
        if (m_edit->text().isEmpty() && !m_tokens.isEmpty()) {
            removeToken(m_tokens.size() - 1);
            return true;
        }
        break;
    case Qt::Key_Escape:
        if (!m_edit->text().isEmpty() || !m_tokens.isEmpty()) {
            setFilter({});
            return true;
        }
        break;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void FilterField::mousePressEvent(QMouseEvent *) { m_edit->setFocus(Qt::MouseFocusReason); }

void FilterField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool hasKeys = m_edit->hasFocus();
    paintFrame(&painter, rect(), colors().surface, hasKeys ? colors().accent : colors().controlLine, 5, hasKeys ? 2 : 1);
    paintIcon(&painter, u"search"_s, QRect(9, 0, 16, height()), colors().muted);
}

} // namespace ui
