#include "gateway/smtp/xtext.h"

using namespace Qt::StringLiterals;

namespace gateway::smtp {
namespace {

/// Upper case only: RFC 3461 4 says so.
int hexValue(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

QByteArray toXtext(QByteArrayView text)
{
    QByteArray xtext;
    for (const char c : text) {
        if (c < '!' || c > '~' || c == '+' || c == '=')
            xtext += '+' + QByteArray(1, c).toHex().toUpper();
        else
            xtext += c;
    }
    return xtext;
}

// xtext = *(xchar / hexchar), xchar = %d33-126 but "+" and "=", hexchar = "+" 2HEXDIG
Result<QByteArray> decodeXtext(QByteArrayView text)
{
    QByteArray value;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c < '!' || c > '~' || c == '=')
            return failure(Error::Kind::Invalid, u"the value is not xtext"_s);
        if (c == '+') {
            const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return failure(Error::Kind::Invalid, u"two upper-case hex digits must follow a plus sign in xtext"_s);
            c = char(high * 16 + low);
            i += 2;
            if (c < ' ' || c > '~')
                return failure(Error::Kind::Invalid, u"the encoded value is not printable ASCII"_s);
        }
        value += c;
    }
    return value;
}

} // namespace gateway::smtp
