#include "ui/models/tlswords.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using gateway::admin::TlsRecord;

namespace ui {
namespace {

struct Tls {
    Q_DECLARE_TR_FUNCTIONS(Tls)
};

} // namespace

Chip tlsChip(const TlsRecord &tls)
{
    if (!tls.isEncrypted)
        return {u"triangle-alert"_s, Tls::tr("In the clear"), Tone::Attention, true};
    if (tls.verification == "ok"_L1 || tls.verification == "verified"_L1)
        return {u"circle-check"_s, Tls::tr("Verified"), Tone::Good, true};
    if (tls.verification.isEmpty())
        return {u"circle-question-mark"_s, Tls::tr("Not verified"), Tone::Unknown, true};
    return {u"circle-question-mark"_s, Tls::tr("Not verified: %1").arg(marked(tls.verification)), Tone::Unknown, true};
}

QString tlsVersion(const TlsRecord &tls)
{
    if (!tls.isEncrypted)
        return Tls::tr("none");
    QString version = marked(tls.version);
    return version.startsWith("TLSv"_L1) ? u"TLS "_s + version.sliced(4) : version;
}

QString tlsCipher(const TlsRecord &tls)
{
    QString cipher = marked(tls.cipher);
    if (!cipher.startsWith("TLS_"_L1))
        return cipher;
    cipher = cipher.sliced(4).replace(u'_', u'-'); // TLS_AES_256_GCM_SHA384
    const qsizetype hash = cipher.lastIndexOf("-SHA"_L1);
    return hash > 0 ? cipher.first(hash) : cipher;
}

Chip certificateChip(const gateway::admin::Certificate &certificate, const QDateTime &now)
{
    constexpr int warnDays = 21;
    const qint64 days = now.daysTo(certificate.notAfter);
    if (!certificate.notAfter.isValid())
        return {u"circle-question-mark"_s, Tls::tr("Could not tell when it ends"), Tone::Unknown, true};
    if (certificate.notAfter <= now)
        return {u"circle-x"_s, Tls::tr("ended %1").arg(formatDate(certificate.notAfter)), Tone::Bad, true};
    if (days <= warnDays)
        return {u"triangle-alert"_s, Tls::tr("ends in %n day(s)", nullptr, int(days)), Tone::Attention, true};
    return {u"circle-check"_s, Tls::tr("ends %1").arg(formatDate(certificate.notAfter)), Tone::Good, true};
}

} // namespace ui
