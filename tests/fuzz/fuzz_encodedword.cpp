#include "gateway/mail/encodedword.h"
#include "gateway/mail/headersection.h"
#include "gateway/mail/headerwriter.h"

#include <cstdint>
#include <cstdlib>

using namespace gateway::mail;
using namespace Qt::StringLiterals;

/// Any octets as a field body: what comes out has no control characters, and written anew it stays one field with the same text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString text = decodedText(body);
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Control)
            std::abort();
    }
    HeaderWriter writer;
    writer.addText("Subject", text);
    writer.addAddress("From", text, {"a", "x.test"});
    writer.addStructured("X", body);
    const QByteArray message = writer.octets() + "\r\n";
    const HeaderSection header(message);
    if (header.fault() == HeaderSection::Fault::TooBig)
        return 0;
    if (header.fault() != HeaderSection::Fault::None || header.fields().size() != 3 || !header.body().isEmpty())
        std::abort();
    if (decodedText(header.first("Subject")) != QString::fromUtf8(text.trimmed().toUtf8())) // Half of a surrogate pair does not survive UTF-8.
        std::abort();
    return 0;
}
