#include "ui/models/notewords.h"

#include "ui/models/plaintext.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

struct Notes {
    Q_DECLARE_TR_FUNCTIONS(Notes)
};

QString fixedNote(const QString &note)
{
    if (note == "clear text"_L1)
        return Notes::tr("in the clear");
    if (note == "1 recipient"_L1)
        return Notes::tr("1 recipient");
    if (note == "not checked"_L1)
        return Notes::tr("not checked");
    if (note == "not scanned"_L1)
        return Notes::tr("not scanned");
    return note == "clean"_L1 ? Notes::tr("clean") : QString();
}

} // namespace

QString stageNote(const QString &note)
{
    if (const QString fixed = fixedNote(note); !fixed.isEmpty())
        return fixed;
    static const QRegularExpression recipients(u"^(\\d+) recipients$"_s), score(u"^spam score (\\d+)$"_s), tls(u"^TLSv(1\\.\\d)$"_s);
    if (const auto match = recipients.match(note); match.hasMatch())
        return Notes::tr("%1 recipients").arg(match.captured(1));
    if (const auto match = score.match(note); match.hasMatch())
        return Notes::tr("spam score %1").arg(match.captured(1));
    if (const auto match = tls.match(note); match.hasMatch())
        return u"TLS "_s + match.captured(1);
    return marked(note);
}

} // namespace ui
