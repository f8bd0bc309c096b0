#include "gateway/mail/authenticationresults.h"
#include "gateway/mail/encodedword.h"
#include "gateway/mail/messageedit.h"
#include "gateway/mail/tracefields.h"

#include <cstdint>
#include <cstdlib>

using namespace gateway::mail;
using namespace Qt::StringLiterals;

namespace {

void expect(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

/// Any octets as a message: no octet is lost or read twice, an edit that changes nothing gives the message again, and after an edit
/// nothing of what had to go is left.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray message(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const HeaderSection header(message);
    expect(header.size() + header.body().size() == message.size());
    const char *at = header.fields().isEmpty() ? nullptr : header.fields().first().whole.begin();
    expect(!at || at == message.constData() || message.startsWith("From ") || message.startsWith(">From "));
    for (const HeaderField &field : header.fields()) {
        expect(field.whole.begin() == at && !field.name.isEmpty() && isFieldName(field.name));
        expect(field.whole.contains('\n') || field.whole.end() == message.end());
        at = field.whole.end();
        (void)receivedBy(field.body);
        (void)authservIdOf(field.body);
    }
    (void)isLoop(header, "gw.test");
    const bool beginsWithBlank = message.startsWith(' ') || message.startsWith('\t');
    expect(edited(message, header, {}).joined() == (beginsWithBlank ? "\r\n" + message : message));

    Edits edits;
    edits.removedFields = fieldsToRemove(header, "gw.test");
    edits.subjectTag = u"[Spam?]"_s;
    const EditedMessage result = edited(message, header, edits);
    const QByteArray after = result.joined();
    expect(result.size() == after.size() && after.endsWith(header.body()));
    if (header.isOverLimit() || header.fault() == HeaderSection::Fault::Unfinished)
        return 0;
    const HeaderSection again(after);
    if (again.isOverLimit())
        return 0;
    expect(again.contains("Subject") && fieldsToRemove(again, "gw.test").isEmpty());
    for (const HeaderField &field : again.fields()) {
        if (field.isNamed("Subject"))
            expect(decodedText(field.body).startsWith("[Spam?]"_L1));
    }
    return 0;
}
