#include "gateway/smtp/path.h"
#include "gateway/smtp/utf8.h"
#include "gateway/smtp/xtext.h"

#include <cstdlib>

using namespace gateway::smtp;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// threats.md S10, I6: parse(print(x)) == x; the domain is what follows the last @ of what is printed; nothing unclean gets in.
void check(const Mailbox &mailbox, bool isFromUtf8)
{
    const QByteArray text = mailbox.toBytes();
    require(isVisibleUtf8(text) && (isFromUtf8 || isAscii(text)));
    if (mailbox.domain.isEmpty())
        return require(mailbox.isNull() || mailbox.localPart == "postmaster");
    const auto again = parseMailbox(text, isFromUtf8 ? Utf8::Allowed : Utf8::Refused);
    require(again.has_value() && *again == mailbox);
    require(text.sliced(text.lastIndexOf('@') + 1) == mailbox.domain && text.size() <= 254);
    require(isAscii(mailbox.domainKey()) && !mailbox.domainKey().isEmpty() && !mailbox.domainKey().endsWith('.'));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(data, qsizetype(size));
    for (const Utf8 utf8 : {Utf8::Refused, Utf8::Allowed}) {
        if (const auto mailbox = parseMailbox(text, utf8))
            check(*mailbox, utf8 == Utf8::Allowed);
        for (const PathKind kind : {PathKind::Reverse, PathKind::Forward}) {
            if (const auto path = parsePath(text, kind, utf8)) {
                require(path->length >= 2 && path->length <= text.size() && text[path->length - 1] == '>');
                check(path->mailbox, utf8 == Utf8::Allowed);
            }
        }
    }
    if (const auto value = decodeXtext(text))
        require(isAscii(*value) && isVisibleUtf8(*value) && value->size() <= text.size());
    return 0;
}
