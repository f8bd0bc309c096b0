#include "gateway/auth/spf.h"
#include "gateway/auth/spfrecord.h"
#include "gateway/dns/name.h"
#include "gateway/dns/records.h"
#include "gateway/dns/resolver.h"

#include <cstdlib>
#include <unordered_map>

using namespace gateway;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

bool isPrintable(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

/// Answers in turn from the lines of the input; each begins with the kind of answer.
class FuzzedResolver : public dns::Resolver
{
public:
    explicit FuzzedResolver(const QList<QByteArray> &lines) : m_lines(lines) {}

    [[nodiscard]] const dns::Answer *find(const dns::Question &question) override
    {
        const auto [entry, isNew] = m_answers.try_emplace(question);
        if (isNew)
            entry->second = answer(question.type);
        return &entry->second;
    }
    [[nodiscard]] std::size_t count() const { return m_answers.size(); }

private:
    [[nodiscard]] dns::Answer answer(dns::Type type)
    {
        const QByteArray line = m_lines.isEmpty() ? QByteArray() : m_lines[m_next++ % m_lines.size()];
        const QByteArray rest = line.mid(1);
        if (line.isEmpty() || line[0] == 'x')
            return {.status = dns::Answer::Status::NoSuchName};
        if (line[0] == '!')
            return {.cause = QStringLiteral("fuzzed")};
        dns::Answer found{.status = dns::Answer::Status::Found};
        for (const QByteArray &part : rest.split('|')) {
            switch (type) {
            case dns::Type::Txt: found.records.append(dns::textRecord({part})); break;
            case dns::Type::A: found.records.append(part.leftJustified(4, 1, true)); break;
            case dns::Type::Aaaa: found.records.append(part.leftJustified(16, 1, true)); break;
            case dns::Type::Mx: found.records.append(dns::isName(part) ? dns::exchangeRecord({1, part}) : part); break;
            default: found.records.append(dns::isName(part) ? dns::toWire(part) : part); break;
            }
        }
        return found;
    }

    const QList<QByteArray> m_lines;
    qsizetype m_next = 0;
    std::unordered_map<dns::Question, dns::Answer, dns::QuestionHash> m_answers;
};

} // namespace

/// The first line is the HELO name and the local part, the second the record of example.com, the others what DNS answers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QList<QByteArray> lines = QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)).split('\n');
    const QByteArray name = lines.takeFirst();
    if (!lines.isEmpty() && auth::SpfRecord::isRecord(lines.first()))
        (void)auth::SpfRecord::parse(lines.first());
    if (const auto macro = auth::SpfMacroString::parse(name, auth::SpfMacroString::Kind::Explanation)) {
        const auth::SpfMacroValues values{.client = boost::asio::ip::make_address("192.0.2.1"), .localPart = name, .senderDomain = name, .helo = name};
        require(macro->toName(values).size() <= auth::SpfMacroString::maxName);
        require(macro->toText(values).size() <= auth::SpfMacroString::maxText && isPrintable(macro->toText(values)));
    }
    if (!lines.isEmpty())
        lines.first().prepend('='); // Found.
    for (const char *client : {"192.0.2.1", "2001:db8::1"}) {
        FuzzedResolver resolver(lines);
        const auth::SpfFacts facts{boost::asio::ip::make_address(client), name, {name, "example.com"}, "gate.example.org"};
        const auto check = auth::checkSpf(facts, resolver);
        require(check.has_value() && check->lookups <= 10 && resolver.count() <= 250);
        require(check->explanation.size() <= 500 && isPrintable(check->explanation));
        require(check->explanation.isEmpty() || check->status == auth::SpfStatus::Fail);
        const auto again = auth::checkSpf(facts, resolver);
        require(again && again->status == check->status && again->cause == check->cause);
    }
    return 0;
}
