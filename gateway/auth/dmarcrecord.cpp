#include "gateway/auth/dmarcrecord.h"

#include "gateway/auth/shown.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

constexpr QByteArrayView version = "DMARC1";

QByteArrayView trimmed(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

bool isWord(QByteArrayView value, QByteArrayView word) { return value.compare(word, Qt::CaseInsensitive) == 0; }

/// Cuts off what is in front of the next \a separator, blanks at its ends removed.
QByteArrayView takeUntil(char separator, QByteArrayView &text)
{
    const qsizetype end = text.indexOf(separator);
    const QByteArrayView part = end < 0 ? text : text.first(end);
    text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    return trimmed(part);
}

std::optional<DmarcPolicy> policyOf(QByteArrayView value)
{
    for (const DmarcPolicy policy : {DmarcPolicy::None, DmarcPolicy::Quarantine, DmarcPolicy::Reject}) {
        if (isWord(value, toText(policy)))
            return policy;
    }
    return {};
}

/// dmarc-uri = URI [ "!" 1*DIGIT [ "k" / "m" / "g" / "t" ] ]. Enough of a look for telling whether there is one: scheme ":" and something behind.
QList<QByteArray> urisOf(QByteArrayView list)
{
    QList<QByteArray> uris;
    while (!list.isEmpty()) {
        QByteArrayView each = takeUntil(',', list);
        const QByteArrayView uri = takeUntil('!', each);
        const qsizetype colon = uri.indexOf(':');
        const bool isUri = colon > 0 && colon + 1 < uri.size() && std::ranges::all_of(uri, [](char c) { return c > ' ' && c <= '~'; })
            && std::ranges::all_of(uri.first(colon), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
        if (isUri)
            uris.append(uri.toByteArray());
    }
    return uris;
}

/// Digits only, at most nine.
std::optional<int> numberOf(QByteArrayView value)
{
    if (value.isEmpty() || value.size() > 9 || !std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    return value.toInt();
}

/// The tags that are read, as strings; in this order.
enum Tag : std::size_t { V, P, Sp, Np, Adkim, Aspf, Psd, T, Pct, Rua, Ruf, Fo, Ri, TagCount };
constexpr std::array<QByteArrayView, TagCount> tagNames{"v", "p", "sp", "np", "adkim", "aspf", "psd", "t", "pct", "rua", "ruf", "fo", "ri"};
using Values = std::array<std::optional<QByteArrayView>, TagCount>;

Result<Values> valuesOf(QByteArrayView text)
{
    Values values;
    while (!text.isEmpty()) {
        QByteArrayView value = takeUntil(';', text);
        if (!value.contains('='))
            continue;
        const QByteArrayView name = takeUntil('=', value);
        const auto tag = std::ranges::find_if(tagNames, [name](QByteArrayView each) { return isWord(name, each); });
        if (tag == tagNames.end())
            continue;
        std::optional<QByteArrayView> &target = values[std::size_t(tag - tagNames.begin())];
        if (target)
            return failure(Error::Kind::Invalid, u"the tag \"%1\" is given twice"_s.arg(shown(name)));
        target = trimmed(value);
    }
    return values;
}

} // namespace

QByteArrayView toText(DmarcPolicy policy)
{
    switch (policy) {
    case DmarcPolicy::None: return "none";
    case DmarcPolicy::Quarantine: return "quarantine";
    case DmarcPolicy::Reject: return "reject";
    }
    return {};
}

// dmarc-version = "v" *WSP "=" *WSP %s"DMARC1", and it comes first.
bool DmarcRecord::isRecord(QByteArrayView text)
{
    if (!text.startsWith('v') && !text.startsWith('V'))
        return false;
    QByteArrayView value = takeUntil(';', text);
    return value.contains('=') && isWord(takeUntil('=', value), "v") && trimmed(value) == version;
}

Result<DmarcRecord> DmarcRecord::parse(QByteArrayView text)
{
    const Result<Values> read = valuesOf(text);
    if (!read)
        return tl::make_unexpected(read.error());
    const Values &values = *read;
    const auto has = [&values](Tag tag, QByteArrayView word) { return values[tag] && isWord(*values[tag], word); };

    DmarcRecord record;
    record.dkimAlignment = has(Adkim, "s") ? Alignment::Strict : Alignment::Relaxed;
    record.spfAlignment = has(Aspf, "s") ? Alignment::Strict : Alignment::Relaxed;
    record.publicSuffixDomain = has(Psd, "y") ? PublicSuffixDomain::Yes : has(Psd, "n") ? PublicSuffixDomain::No : PublicSuffixDomain::Unknown;
    record.isTest = has(T, "y");
    if (const std::optional<int> percent = numberOf(values[Pct].value_or("")); percent && *percent <= 100)
        record.percent = *percent;
    record.aggregateReportUris = urisOf(values[Rua].value_or(""));
    record.failureReportUris = urisOf(values[Ruf].value_or(""));
    if (values[Fo])
        record.failureOptions = values[Fo]->toByteArray();
    if (const std::optional<int> interval = numberOf(values[Ri].value_or("")))
        record.reportInterval = std::chrono::seconds(*interval);

    for (const Tag tag : {P, Sp, Np}) {
        if (!values[tag])
            continue; // Also without p a record is one, of p=none (RFC 9989 4.7).
        const std::optional<DmarcPolicy> policy = policyOf(*values[tag]);
        if (!policy && record.aggregateReportUris.isEmpty())
            return failure(Error::Kind::Invalid, u"\"%1=%2\" is no policy"_s.arg(shown(tagNames[tag]), shown(*values[tag])));
        if (!policy) {
            record.policy = DmarcPolicy::None;
            record.subdomainPolicy = record.nonexistentPolicy = std::nullopt;
            break;
        }
        if (tag == P)
            record.policy = *policy;
        else
            (tag == Sp ? record.subdomainPolicy : record.nonexistentPolicy) = policy;
    }
    return record;
}

DmarcPolicy DmarcRecord::applied(DmarcPolicy published) const
{
    if (!isTest && percent != 0)
        return published;
    return published == DmarcPolicy::Reject ? DmarcPolicy::Quarantine : DmarcPolicy::None;
}

} // namespace gateway::auth
