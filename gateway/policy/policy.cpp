#include "gateway/policy/policy.h"

#include "gateway/policy/jsonreader.h"
#include "gateway/policy/pattern.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

static void loadPolicies() { Q_INIT_RESOURCE(policies); }

namespace gateway::policy {
namespace {

using Kind = Criterion::Kind;

constexpr std::array criterionKinds{
    std::pair{"virus", Kind::Virus}, std::pair{"unscannable", Kind::Unscannable}, std::pair{"brokenStructure", Kind::BrokenStructure},
    std::pair{"ambiguousStructure", Kind::AmbiguousStructure}, std::pair{"spamScore", Kind::SpamScore}, std::pair{"class", Kind::Class},
    std::pair{"dmarc", Kind::Dmarc}, std::pair{"attachment", Kind::Attachment}, std::pair{"size", Kind::Size},
    std::pair{"recipientCount", Kind::RecipientCount}, std::pair{"source", Kind::Source}, std::pair{"language", Kind::Language}};
constexpr std::array modes{std::pair{"observe", Mode::Observe}, std::pair{"warn", Mode::Warn}, std::pair{"enforce", Mode::Enforce}};
constexpr std::array directions{std::pair{"inbound", Direction::Inbound}, std::pair{"outbound", Direction::Outbound}};
constexpr std::array matches{std::pair{"any", Rule::Match::Any}, std::pair{"all", Rule::Match::All}};
constexpr std::array actionKinds{std::pair{"none", Action::Kind::None}, std::pair{"deliver", Action::Kind::Deliver},
                                 std::pair{"quarantine", Action::Kind::Quarantine}, std::pair{"reject", Action::Kind::Reject},
                                 std::pair{"discard", Action::Kind::Discard}};
constexpr std::array changeKinds{std::pair{"tagSubject", Change::Kind::TagSubject}, std::pair{"addHeader", Change::Kind::AddHeader}};

QByteArray pattern(JsonReader &reader, const char *member, const QByteArray &text)
{
    const std::optional<QByteArray> normalized = normalizedPattern(text);
    if (!normalized)
        reader.fail(member, QStringLiteral("“%1” is not a pattern. Write *, @domain, @.domain or an address.").arg(QString::fromUtf8(text)));
    return normalized.value_or(QByteArray());
}

QSet<QByteArray> patterns(JsonReader &reader, const char *member)
{
    QSet<QByteArray> all;
    for (const QByteArray &text : reader.octetsList(member))
        all.insert(pattern(reader, member, text));
    return all.isEmpty() ? QSet<QByteArray>{"*"} : all;
}

Targets targets(JsonReader reader)
{
    Targets result;
    result.senders = patterns(reader, "senders");
    result.recipients = patterns(reader, "recipients");
    reader.each("exceptions", [&result](JsonReader pair) {
        const QByteArray sender = pattern(pair, "sender", pair.octets("sender", "*"));
        result.exceptions[sender].insert(pattern(pair, "recipient", pair.octets("recipient", "*")));
        pair.finish();
    });
    reader.finish();
    return result;
}

Criterion criterion(JsonReader reader)
{
    Criterion result;
    result.kind = reader.choice("type", criterionKinds, {});
    switch (result.kind) {
    case Kind::Virus: case Kind::Unscannable: case Kind::BrokenStructure: case Kind::AmbiguousStructure:
        break;
    case Kind::SpamScore:
        result.atLeast = reader.number("atLeast", 0, 0, 100);
        result.below = reader.number("below", 0, 0, 100);
        break;
    case Kind::Size: case Kind::RecipientCount:
        result.atLeast = reader.number("atLeast", 0, 0, 1e12);
        result.below = reader.number("below", 0, 0, 1e12);
        break;
    case Kind::Class:
        for (const QByteArray &word : reader.octetsList("is")) {
            const auto messageClass = fromWord<MessageClass>(word);
            if (messageClass)
                result.classes.append(*messageClass);
            else
                reader.fail("is", QStringLiteral("“%1” is not a class of messages.").arg(QString::fromUtf8(word)));
        }
        break;
    case Kind::Dmarc: result.values = reader.octetsList("published"); break;
    case Kind::Attachment:
        result.values = reader.octetsList("names");
        result.types = reader.octetsList("types");
        result.executable = reader.flag("executable", false);
        result.encrypted = reader.flag("encrypted", false);
        result.activeContent = reader.flag("activeContent", false);
        break;
    case Kind::Source:
        result.values = reader.octetsList("networks");
        for (const QByteArray &network : result.values) {
            if (!isNetwork(network))
                reader.fail("networks", QStringLiteral("“%1” is not an address or a network such as 192.0.2.0/24.").arg(QString::fromUtf8(network)));
        }
        break;
    case Kind::Language: result.values = reader.octetsList("is"); break;
    }
    reader.finish();
    return result;
}

Action action(JsonReader reader)
{
    Action result;
    result.kind = reader.choice("type", actionKinds, {});
    if (result.kind == Action::Kind::Quarantine)
        result.isForAdministratorOnly = reader.flag("administratorOnly", false);
    if (result.kind == Action::Kind::Reject) {
        result.code = int(reader.number("code", 550, 550, 554));
        const QString enhanced = reader.text("enhanced", QStringLiteral("5.7.1"));
        static const QRegularExpression pattern(QStringLiteral("^5\\.(\\d{1,3})\\.(\\d{1,3})$"));
        const QRegularExpressionMatch match = pattern.match(enhanced);
        if (!match.hasMatch())
            reader.fail("enhanced", QStringLiteral("“%1” is not an enhanced code of class 5, such as 5.7.1.").arg(enhanced));
        result.subject = match.captured(1).toInt();
        result.detail = match.captured(2).toInt();
        result.text = reader.text("text", QStringLiteral("Message refused by policy"));
    }
    reader.finish();
    return result;
}

Change change(JsonReader reader)
{
    Change result;
    result.kind = reader.choice("type", changeKinds, {});
    result.text = reader.text("text", {});
    if (result.text.isEmpty())
        reader.fail("text", QStringLiteral("a text is needed."));
    if (result.kind == Change::Kind::AddHeader) {
        result.name = reader.octets("name", {});
        static const QRegularExpression fieldName(QStringLiteral("^X-Postern-[A-Za-z0-9-]{1,60}$"));
        if (!fieldName.match(QString::fromUtf8(result.name)).hasMatch())
            reader.fail("name", QStringLiteral("a field name that begins with X-Postern- is needed."));
    }
    reader.finish();
    return result;
}

Rule rule(JsonReader reader)
{
    Rule result;
    result.id = reader.octets("id", {});
    if (result.id.isEmpty())
        reader.fail("id", QStringLiteral("every rule needs an id of its own."));
    result.name = reader.text("name", QString::fromUtf8(result.id));
    result.isEnabled = reader.flag("enabled", true);
    result.mode = reader.choice("mode", modes, Mode::Enforce);
    result.direction = reader.choice("direction", directions, Direction::Inbound);
    if (reader.has("targets"))
        result.targets = targets(reader.object("targets"));
    result.match = reader.choice("match", matches, Rule::Match::Any);
    reader.each("criteria", [&result](JsonReader item) { result.criteria.append(criterion(item)); });
    if (reader.has("action"))
        result.action = action(reader.object("action"));
    reader.each("changes", [&result](JsonReader item) { result.changes.append(change(item)); });
    if (result.action.kind == Action::Kind::None && result.changes.isEmpty())
        reader.fail("action", QStringLiteral("the rule does nothing. Give it an action or a change."));
    reader.finish();
    return result;
}

} // namespace

Result<Policy> policyFromJson(const QJsonObject &document)
{
    QString problem;
    JsonReader reader(document, {}, problem);
    Policy policy;
    if (reader.number("schema", 0, 0, 1000) != 1)
        reader.fail("schema", QStringLiteral("this program reads schema 1."));
    policy.name = reader.text("name", {});
    reader.each("rules", [&policy](JsonReader item) { policy.rules.append(rule(item)); });
    reader.ignore("version");
    reader.ignore("note");
    reader.finish();
    QSet<QByteArray> ids;
    for (const Rule &each : policy.rules) {
        if (ids.contains(each.id) && problem.isEmpty())
            problem = QStringLiteral("rules: two rules have the id “%1”. Give each its own.").arg(QString::fromUtf8(each.id));
        ids.insert(each.id);
    }
    if (!problem.isEmpty())
        return failure(Error::Kind::Invalid, problem);
    return policy;
}

QJsonObject defaultPolicy()
{
    loadPolicies();
    QFile file(QStringLiteral(":/policy/inbound.json"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return isOpen ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace gateway::policy
