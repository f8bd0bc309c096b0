#include "ui/pages/quarantineacts.h"

#include "ui/models/plaintext.h"
#include "ui/models/words.h"
#include "ui/session/gatewaylink.h"
#include "ui/widgets/question.h"

#include <QWidget>

using namespace Qt::StringLiterals;

namespace ui {

QuarantineActs::QuarantineActs(GatewayLink &link, QWidget *parent) : QObject(parent), m_link(link), m_window(parent) {}

void QuarantineActs::release(const QList<Mail> &mails)
{
    if (mails.isEmpty() || isRunning())
        return;
    if (std::ranges::any_of(mails, [](const Mail &mail) { return isDangerous(mail.messageClass); }))
        askAboutRelease(mails);
    else
        run(mails, true);
}

void QuarantineActs::askAboutRelease(const QList<Mail> &mails)
{
    const Mail &worst = *std::ranges::max_element(mails, {}, &Mail::messageClass);
    const int count = int(mails.size());
    const QString sentence = count == 1 ? tr("Release this mail to %1?").arg(marked(worst.recipient)) : tr("Release %n mail(s)?", nullptr, count);
    auto *question = new Question(classIcon(worst.messageClass), sentence,
                                  tr("“%1” was held as %2. Its recipient may open what it carries. This cannot be undone.").arg(marked(worst.subject), className(worst.messageClass)),
                                  m_window->window());
    question->addButton(tr("Keep it held"), {}, false);
    question->addButton(tr("Release %n mail(s)", nullptr, count), u"mail-check"_s, false, [this, mails] { run(mails, true); });
    question->addButton(tr("Delete %n mail(s)", nullptr, count), u"trash-2"_s, true, [this, mails] { run(mails, false); });
    question->open();
}

void QuarantineActs::remove(const QList<Mail> &mails)
{
    if (mails.isEmpty() || isRunning())
        return;
    const int count = int(mails.size());
    const QString sentence = count == 1 ? tr("Delete “%1”?").arg(marked(mails.first().subject)) : tr("Delete %n mail(s)?", nullptr, count);
    auto *question = new Question(u"trash-2"_s, sentence, tr("A deleted mail cannot be brought back. Its record under Mail stays."), m_window->window());
    question->addButton(tr("Keep it held"), {}, false);
    question->addButton(tr("Delete %n mail(s)", nullptr, count), u"trash-2"_s, true, [this, mails] { run(mails, false); });
    question->open();
}

void QuarantineActs::cancel() { m_todo.clear(); }

void QuarantineActs::run(const QList<Mail> &mails, bool isRelease)
{
    m_todo = mails;
    m_isRelease = isRelease;
    m_all = int(mails.size());
    m_done = m_failed = 0;
    m_cause.clear();
    Q_EMIT progressed(0, m_all);
    next();
}

void QuarantineActs::next()
{
    if (m_todo.isEmpty() || !m_link.client()) {
        m_todo.clear();
        Q_EMIT finished(m_isRelease, m_done, m_failed, m_cause);
        return;
    }
    const QString id = m_todo.takeFirst().id;
    gateway::admin::Client &client = *m_link.client();
    m_answer.await(m_isRelease ? client.releaseFromQuarantine(id) : client.deleteFromQuarantine(id), [this, id](const gateway::Result<> &result) {
        if (result) {
            ++m_done;
            Q_EMIT mailDone(id);
        } else {
            ++m_failed;
            m_cause = result.error().message;
        }
        Q_EMIT progressed(m_done + m_failed, m_all);
        next();
    });
}

} // namespace ui
