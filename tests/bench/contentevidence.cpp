// Prints what the content analysis says of messages, one line each: file, milliseconds of the processor, size, flags,
// score, reasons. fitweights.py reads it. Usage: contentevidence < list-of-files

#include "gateway/content/analyzer.h"
#include "gateway/content/evidence.h"

#include <QFile>
#include <cmath>
#include <cstdio>
#include <ctime>

using namespace gateway;
using namespace gateway::content;

int main()
{
    QFile list;
    if (!list.open(stdin, QIODevice::ReadOnly))
        return 1;
    while (!list.atEnd()) {
        const QByteArray path = list.readLine().trimmed();
        QFile file(QString::fromUtf8(path));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray message = file.readAll().replace("\r\n", "\n").replace("\n", "\r\n");
        const std::clock_t start = std::clock();
        const Findings findings = analyze(message, {}, {});
        const double milliseconds = 1000.0 * double(std::clock() - start) / CLOCKS_PER_SEC;
        double sum = baseWeight();
        QByteArray ids;
        for (const Reason &reason : findings.reasons) {
            sum += reason.points;
            ids += ' ' + reason.id;
            if (reason.id == "structure.ambiguous")
                ids += '(' + reason.evidence.value(QStringLiteral("cause")).toUtf8().replace(' ', "") + ')';
        }
        std::printf("%s\t%.3f\t%lld\t%s%s%s\t%.2f\t%s\n", path.constData(), milliseconds,
                    static_cast<long long>(message.size()), findings.isBrokenStructure ? "B" : "",
                    findings.isAmbiguous ? "A" : "", findings.isUnscannable ? "U" : "", 100 / (1 + std::exp(-sum)),
                    ids.trimmed().constData());
    }
    return 0;
}
