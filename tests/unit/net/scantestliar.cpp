#include "app/postern-scan/framepipe.h"

#include <QStringList>
#include <unistd.h>

using gateway::content::Findings;
using gateway::content::Frame;

/// A worker that an intruder has taken over (threats.md V3): each message names the lie that answers it.
int main(int argc, char **argv)
{
    QByteArray role;
    for (int i = 1; i + 1 < argc; ++i) {
        if (qstrcmp(argv[i], "--role") == 0)
            role = argv[i + 1];
    }
    scan::FramePipe pipe;
    if (!pipe.write({Frame::Type::Hello, 0, "{\"role\":\"" + role + "\",\"engine\":\"\\u001b[2J\",\"signatures\":-5}"}))
        return 1;
    while (true) {
        const auto request = pipe.read();
        if (!request || !*request)
            return 0;
        const QByteArray &body = (*request)->body;
        Frame answer{Frame::Type::Findings, (*request)->id, {}};
        Findings findings;
        findings.wasContentScanned = findings.wasVirusScanned = true;
        if (body.contains("lie: not scanned"))
            findings = {};
        answer.body = toBytes(findings);
        if (body.contains("lie: no frame")) {
            const QByteArray octets(1000, '\xFF');
            [[maybe_unused]] const auto written = write(STDOUT_FILENO, octets.constData(), std::size_t(octets.size()));
        }
        if (body.contains("lie: no findings"))
            answer.body = "[]";
        if (body.contains("lie: other id"))
            answer.id += 1000;
        if (body.contains("lie: second hello"))
            answer.type = Frame::Type::Hello;
        if (body.contains("lie: a request"))
            answer.type = Frame::Type::Request;
        const int times = body.contains("lie: twice") ? 2 : 1;
        for (int i = 0; i < times; ++i) {
            if (!pipe.write(answer))
                return 1;
        }
    }
}
