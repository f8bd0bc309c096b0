#pragma once

#include "gateway/admin/types.h"
#include "ui/session/awaited.h"

#include <QObject>
#include <QStringList>

class QWidget;

namespace ui {

class GatewayLink;

/// Lets mail out of the quarantine or deletes it, one after the other, and asks before what cannot be undone.
/// For dangerous mail the button at hand is Delete, never Release.
class QuarantineActs : public QObject
{
    Q_OBJECT
public:
    struct Mail {
        QString id, subject, recipient;
        gateway::MessageClass messageClass = gateway::MessageClass::Spam;
    };

    QuarantineActs(GatewayLink &link, QWidget *parent); ///< \a link must outlive it; dialogs belong to \a parent's window.

    void release(const QList<Mail> &mails); ///< Asks once if a mail is dangerous.
    void remove(const QList<Mail> &mails);  ///< Asks always.
    void cancel();                          ///< What is done stays done.
    [[nodiscard]] bool isRunning() const { return !m_todo.isEmpty() || m_answer.isWaiting(); }

Q_SIGNALS:
    void progressed(int done, int all);
    void mailDone(const QString &id);
    void finished(bool isRelease, int done, int failed, const QString &cause);

private:
    void run(const QList<Mail> &mails, bool isRelease);
    void next();
    void askAboutRelease(const QList<Mail> &mails);

    GatewayLink &m_link;
    QWidget *m_window;
    QList<Mail> m_todo;
    bool m_isRelease = false;
    int m_all = 0, m_done = 0, m_failed = 0;
    QString m_cause;
    Awaited<> m_answer;
};

} // namespace ui
