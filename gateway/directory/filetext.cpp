#include "gateway/directory/filetext.h"

#include "gateway/smtp/utf8.h"

#include <QString>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

tl::unexpected<Error> invalid(const QString &why)
{
    return failure(Error::Kind::Invalid, why + u" Save it as text in UTF-8 (in a spreadsheet: “CSV UTF-8”)."_s);
}

} // namespace

Result<QByteArrayView> utf8Text(QByteArrayView file)
{
    if (file.size() > maxFileSize)
        return failure(Error::Kind::Invalid, u"The file is larger than %1 MB. Divide it into several sources."_s.arg(maxFileSize / 1024 / 1024));
    if (file.startsWith("\xff\xfe") || file.startsWith("\xfe\xff"))
        return invalid(u"The file is in UTF-16."_s);
    if (file.startsWith("\xef\xbb\xbf"))
        file = file.sliced(3);
    int line = 1;
    for (QByteArrayView rest = file; !rest.isEmpty();) {
        const smtp::CodePoint c = smtp::firstCodePoint(rest);
        if (c.length == 0)
            return invalid(u"Line %1: the file is not in UTF-8 but perhaps in Latin-1: there is an octet %2."_s.arg(QString::number(line), QString::number(uchar(rest.front()), 16)));
        if (c.value == 0)
            return invalid(u"Line %1: the file is not text: there is an octet 0."_s.arg(line));
        line += c.value == '\n' ? 1 : 0;
        rest = rest.sliced(c.length);
    }
    return file;
}

} // namespace gateway::directory
