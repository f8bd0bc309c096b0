#include "ui/models/defencewords.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;
using gateway::admin::DefenceCount;
using gateway::admin::DefenceExplanation;
using gateway::admin::DefenceRuleConflict;
using gateway::admin::DefenceSettings;

namespace ui {
namespace {

struct Defence {
    Q_DECLARE_TR_FUNCTIONS(Defence)
};

} // namespace

const QList<DefenceCheck> &defenceChecks()
{
    static const QList<DefenceCheck> checks{
        {&DefenceSettings::ownLists, QT_TRANSLATE_NOOP("Defence", "Own lists"),
         QT_TRANSLATE_NOOP("Defence", "Clients that you allow or block yourself."), "connection.rule-own-lists"},
        {&DefenceSettings::blockLists, QT_TRANSLATE_NOOP("Defence", "Block lists"),
         QT_TRANSLATE_NOOP("Defence", "What public lists in the DNS say of a client."), "connection.rule-block-lists"},
        {&DefenceSettings::history, QT_TRANSLATE_NOOP("Defence", "History"),
         QT_TRANSLATE_NOOP("Defence", "Whether earlier mail from the client, its network and its senders was good."), nullptr},
        {&DefenceSettings::reverseName, QT_TRANSLATE_NOOP("Defence", "Reverse name (PTR)"),
         QT_TRANSLATE_NOOP("Defence", "Whether the client has a name in the DNS that leads back to it."), "connection.rule-no-name"},
        {&DefenceSettings::helo, QT_TRANSLATE_NOOP("Defence", "HELO name"),
         QT_TRANSLATE_NOOP("Defence", "Whether the client gives a name that can be its own."), "connection.rule-forged-helo"},
        {&DefenceSettings::rates, QT_TRANSLATE_NOOP("Defence", "Rates"),
         QT_TRANSLATE_NOOP("Defence", "How much a client and its network may send in a time."), nullptr},
        {&DefenceSettings::harvestGuard, QT_TRANSLATE_NOOP("Defence", "Harvest guard"),
         QT_TRANSLATE_NOOP("Defence", "Whether a client tries out which recipients there are."), nullptr},
    };
    return checks;
}

const QList<DefenceStep> &defenceSteps()
{
    static const QList<DefenceStep> steps{
        {"off", QT_TRANSLATE_NOOP("Defence", "Off"),
         QT_TRANSLATE_NOOP("Defence", "Only your own lists, rates and the harvest guard act. Everything else is written down.")},
        {"relaxed", QT_TRANSLATE_NOOP("Defence", "Relaxed"),
         QT_TRANSLATE_NOOP("Defence", "Refuses a client only if several block lists agree on it. A good past speaks for it.")},
        {"standard", QT_TRANSLATE_NOOP("Defence", "Standard"),
         QT_TRANSLATE_NOOP("Defence", "Refuses what a trusted block list names, what calls itself by your name, and what much speaks against. Doubtful clients have to try again.")},
        {"strict", QT_TRANSLATE_NOOP("Defence", "Strict"),
         QT_TRANSLATE_NOOP("Defence", "Less evidence suffices, and clients without a valid name in the DNS are put off. Badly set up but honest servers suffer, too.")},
    };
    return steps;
}

QString defenceText(const char *text) { return QCoreApplication::translate("Defence", text); }

QString countsText(const DefenceCount &count)
{
    QStringList parts;
    if (count.refused > 0)
        parts.append(Defence::tr("%1 refused").arg(formatNumber(count.refused)));
    if (count.deferred > 0)
        parts.append(Defence::tr("%1 deferred").arg(formatNumber(count.deferred)));
    if (count.greylisted > 0)
        parts.append(Defence::tr("%1 greylisted").arg(formatNumber(count.greylisted)));
    if (count.warned > 0)
        parts.append(Defence::tr("%1 warned of").arg(formatNumber(count.warned)));
    if (count.observed > 0)
        parts.append(Defence::tr("%1 observed only").arg(formatNumber(count.observed)));
    return parts.join(Defence::tr(", "));
}

QString ruleActionWord(const QString &action)
{
    return action == "allow"_L1 ? Defence::tr("Allow") : action == "block"_L1 ? Defence::tr("Block") : marked(action);
}

Chip clientRuleChip(const QString &action)
{
    return action == "allow"_L1 ? Chip{u"check"_s, ruleActionWord(action), Tone::Good, true} : Chip{u"ban"_s, ruleActionWord(action), Tone::Bad, true};
}

QString clientRuleText(const gateway::admin::DefenceClientRule &rule)
{
    return Defence::tr("%1 %2", "Allow 192.0.2.1").arg(ruleActionWord(rule.action), marked(rule.client));
}

QString conflictSentence(const DefenceRuleConflict &conflict)
{
    const QString stronger = clientRuleText(conflict.stronger), weaker = clientRuleText(conflict.weaker);
    if (conflict.kind == "duplicate"_L1)
        return Defence::tr("“%1” stands twice.").arg(stronger);
    if (conflict.kind == "tie"_L1)
        return Defence::tr("“%1” and “%2” name the same clients. Only the first counts.").arg(stronger, weaker);
    return Defence::tr("“%1” is an exception from “%2”.").arg(stronger, weaker);
}

QString defenceRuleName(const QString &key)
{
    if (key.isEmpty())
        return Defence::tr("no rule");
    const QByteArray latin = key.toLatin1();
    const QString name = gateway::catalogueText(latin, {}, windowLanguage());
    return name == QString::fromLatin1(latin) ? marked(key) : name;
}

Chip explanationChip(const DefenceExplanation &explanation)
{
    if (explanation.action == "refuse"_L1)
        return {u"circle-slash"_s, Defence::tr("Refused"), Tone::Bad};
    if (explanation.action == "defer"_L1)
        return {u"timer"_s, Defence::tr("Deferred"), Tone::Attention};
    if (explanation.action == "greylist"_L1)
        return {u"hourglass"_s, Defence::tr("Greylisted"), Tone::Attention};
    return explanation.action == "accept"_L1 ? Chip{u"circle-check"_s, Defence::tr("Let in"), Tone::Good}
                                             : Chip{u"circle-question-mark"_s, marked(explanation.action), Tone::Unknown};
}

QString explanationSentence(const DefenceExplanation &explanation)
{
    const QString client = marked(explanation.client), rule = defenceRuleName(explanation.rule);
    if (explanation.action == "refuse"_L1)
        return Defence::tr("%1 would be refused by the rule “%2”.").arg(client, rule);
    if (explanation.action == "defer"_L1)
        return Defence::tr("%1 would be put off by the rule “%2”. It may try again later.").arg(client, rule);
    if (explanation.action == "greylist"_L1)
        return Defence::tr("%1 would have to try again once, by the rule “%2”.").arg(client, rule);
    return Defence::tr("%1 would be let in. Its mail is then checked like all mail.").arg(client);
}

QString wouldBeSentence(const QString &action)
{
    if (action == "refuse"_L1)
        return Defence::tr("If all checks were enforced, it would be refused.");
    if (action == "defer"_L1)
        return Defence::tr("If all checks were enforced, it would be put off.");
    if (action == "greylist"_L1)
        return Defence::tr("If all checks were enforced, it would have to try again once.");
    return action == "accept"_L1 ? Defence::tr("If all checks were enforced, it would be let in.") : QString();
}

} // namespace ui
