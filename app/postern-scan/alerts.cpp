#include "app/postern-scan/virusengine.h"

#include <array>

using namespace Qt::StringLiterals;
using gateway::Stage;
using gateway::content::Findings;
using gateway::content::VirusFinding;

namespace scan {
namespace {

using Kind = VirusFinding::Kind;

struct Prefix {
    QLatin1StringView text;
    Kind kind;
};

// The first that fits decides.
constexpr std::array prefixes{
    Prefix{"Heuristics.Encrypted."_L1, Kind::Encrypted},
    Prefix{"Postern.Encrypted."_L1, Kind::Encrypted},       // Ours: what the engine passes as clean.
    Prefix{"Heuristics.Limits.Exceeded"_L1, Kind::LimitsExceeded},
    Prefix{"Heuristics.XZ.DicSizeLimit"_L1, Kind::LimitsExceeded},
    Prefix{"Postern.NotScanned."_L1, Kind::LimitsExceeded},
    Prefix{"Heuristics.Phishing."_L1, Kind::Phishing},
    Prefix{"Heuristics.Safebrowsing."_L1, Kind::Phishing},
    Prefix{"Heuristics.OLE2.ContainsMacros"_L1, Kind::Macro},
    Prefix{"Heuristics.Structured."_L1, Kind::Structured},
    // Heuristics that recognize one certain virus or exploit.
    Prefix{"Heuristics.W32."_L1, Kind::Virus},
    Prefix{"Heuristics.Trojan."_L1, Kind::Virus},
    Prefix{"Heuristics.Worm."_L1, Kind::Virus},
    Prefix{"Heuristics.Exploit."_L1, Kind::Virus},
    Prefix{"Heuristics."_L1, Kind::Suspicious},
    Prefix{"PUA."_L1, Kind::Suspicious},
};

struct Meaning {
    Kind kind;
    const char *reason;
    double points;
    bool isUnscannable;
};

constexpr std::array meanings{
    Meaning{Kind::Virus, "virus.found", 0, false},
    Meaning{Kind::Encrypted, "virus.encrypted", 0, true},
    Meaning{Kind::LimitsExceeded, "virus.limits", 0, true},
    Meaning{Kind::Phishing, "virus.phishing", 2.0, false},
    Meaning{Kind::Macro, "virus.macro", 0, false},
    Meaning{Kind::Structured, "virus.structured", 0, false},
    Meaning{Kind::Suspicious, "virus.suspicious", 0, false},
};

} // namespace

Kind kindOfAlert(QStringView name)
{
    for (const Prefix &prefix : prefixes) {
        if (name.startsWith(prefix.text))
            return prefix.kind;
    }
    return Kind::Virus;
}

Findings findingsOf(const QList<VirusFinding> &found)
{
    Findings findings;
    findings.wasVirusScanned = true;
    findings.viruses = found;
    for (const Meaning &meaning : meanings) { // One reason for each kind, however many alerts of it there are.
        QStringList names;
        for (const VirusFinding &finding : found) {
            if (finding.kind == meaning.kind)
                names.append(finding.name);
        }
        if (names.isEmpty())
            continue;
        findings.reasons.append({meaning.reason, Stage::Virus, meaning.points, {{u"name"_s, names.join(", "_L1)}}});
        findings.isUnscannable = findings.isUnscannable || meaning.isUnscannable;
    }
    return findings;
}

} // namespace scan
