#include "app/posternctl/messageaccount.h"

#include "app/posternctl/table.h"
#include "app/posternctl/words.h"

namespace cli {
namespace {

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;
using enum Table::Align;
using enum Table::Overflow;

constexpr int indent = 2;

QString heading(const QString &text) { return u'\n' + text + u'\n'; }

QString score(const std::optional<double> &score)
{
    return score ? Texts::tr("score %1").arg(QString::number(*score, 'f', 1)) : Texts::tr("not analysed");
}

QString facts(const Message &m)
{
    Table table({{}, {{}, Left, Wrap}});
    table.addRow({Texts::tr("Received"), localTime(m.received)});
    table.addRow({Texts::tr("Client"), Texts::tr("%1, calls itself %2").arg(m.clientAddress, orNone(m.helo))});
    table.addRow({Texts::tr("From"), sender(m.sender)});
    if (!m.headerFrom.isEmpty() && m.headerFrom != m.sender)
        table.addRow({Texts::tr("Shown as from"), m.headerFrom});
    table.addRow({Texts::tr("Subject"), orNone(m.subject)});
    table.addRow({Texts::tr("Message-ID"), orNone(m.messageId)});
    table.addRow({Texts::tr("Size"), m.size > 0 ? size(m.size) : Texts::tr("refused before the content")});
    table.addRow({Texts::tr("Rule"), Texts::tr("%1, policy version %2").arg(ruleName(m.rule), QString::number(m.policyVersion))});
    table.addRow({Texts::tr("Told the sender"), orNone(m.reply)});
    table.addRow({Texts::tr("Took"), milliseconds(m.took)});
    return table.toString();
}

QString stages(const QList<StageRecord> &stages)
{
    Table table({{Texts::tr("Stage")}, {Texts::tr("Outcome")}, {Texts::tr("At"), Right}, {Texts::tr("Took"), Right}, {Texts::tr("Note"), Left, Wrap}});
    for (const StageRecord &s : stages) {
        const bool isReached = s.state != StageRecord::State::NotReached;
        table.addRow({word(s.stage), word(s.state), isReached ? milliseconds(s.at) : QString(), isReached ? milliseconds(s.took) : QString(), s.note});
    }
    return table.toString(Table::lineWidth, indent);
}

QString recipients(const QList<RecipientRecord> &recipients)
{
    Table table({{Texts::tr("Recipient"), Left, CutMiddle}, {Texts::tr("Fate")}, {Texts::tr("Rule")}, {Texts::tr("Next hop")}, {Texts::tr("Its reply"), Left, Wrap}});
    for (const RecipientRecord &r : recipients)
        table.addRow({r.address, word(r.fate), ruleName(r.rule), orNone(r.nextHop), orNone(r.reply)});
    return table.toString(Table::lineWidth, indent);
}

QString list(const QString &title, const QStringList &items)
{
    if (items.isEmpty())
        return {};
    QString text = heading(title);
    for (const QString &item : items)
        text += QString(indent, u' ') + marked(item) + u'\n';
    return text;
}

QString authentication(const QList<gateway::admin::AuthenticationCheck> &checks)
{
    Table table({{}, {}, {{}, Left, Wrap}});
    for (const gateway::admin::AuthenticationCheck &check : checks) {
        QStringList rest;
        if (check.isAligned)
            rest.append(Texts::tr("speaks for the author"));
        for (const QString &each : {check.selector, check.policy.isEmpty() ? QString() : u"p=%1"_s.arg(check.policy), check.detail, check.cause}) {
            if (!each.isEmpty())
                rest.append(each);
        }
        table.addRow({u"%1 %2"_s.arg(check.method, check.result), check.domain, rest.join(u", "_s)});
    }
    return table.toString(Table::lineWidth, indent);
}

} // namespace

QString reasonLines(const QList<Reason> &reasons)
{
    Table table({{Texts::tr("Points"), Right}, {Texts::tr("Layer")}, {Texts::tr("Reason"), Left, Wrap}});
    for (const Reason &r : reasons) {
        const QString points = r.points == 0 ? QString() : (r.points > 0 ? u"+"_s : QString()) + QString::number(r.points, 'f', 1);
        table.addRow({points, word(r.stage), reasonText(r, language())});
    }
    return table.toString(Table::lineWidth, indent);
}

QString account(const Message &m)
{
    QString text = marked(Texts::tr("%1: %2. %3, %4.").arg(m.id, word(m.fate), word(m.messageClass), score(m.score))) + u"\n\n"_s + facts(m);
    if (!m.stages.isEmpty())
        text += heading(Texts::tr("Its way")) + stages(m.stages);
    text += heading(Texts::tr("Why"));
    text += m.reasons.isEmpty() ? QString(indent, u' ') + Texts::tr("Nothing spoke for or against it.") + u'\n' : reasonLines(m.reasons);
    if (!m.authentication.isEmpty())
        text += heading(Texts::tr("Who vouches for it")) + authentication(m.authentication);
    text += heading(Texts::tr("What became of it")) + recipients(m.recipients);
    Table connections({{}, {{}, Left, Wrap}});
    connections.addRow({Texts::tr("in"), tls(m.tlsIn)});
    if (m.tlsOut != TlsRecord())
        connections.addRow({Texts::tr("out"), tls(m.tlsOut)});
    text += heading(Texts::tr("Encryption")) + connections.toString(Table::lineWidth, indent);
    return text + list(Texts::tr("Links"), m.urls) + list(Texts::tr("Attachments"), m.attachments) + list(Texts::tr("Since then"), m.history);
}

} // namespace cli
