#include "gateway/mail/authenticationresults.h"

#include "gateway/mail/headerwriter.h"

#include <algorithm>

namespace gateway::mail {

namespace {

/// A token of RFC 2045 5.1.
bool isTokenChar(char c)
{
    return c > ' ' && c < 0x7f && !QByteArrayView("()<>@,;:\\\"/[]?=").contains(c);
}

QByteArray token(QByteArrayView text)
{
    QByteArray result = text.toByteArray();
    std::ranges::replace_if(result, [](char c) { return !isTokenChar(c); }, '_');
    return result;
}

/// Properties as they are, except that outside of a quoted string nothing can end the result or open a comment.
QByteArray harmlessProperties(QByteArrayView text)
{
    QByteArray result;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            isQuoted = !isQuoted;
            result += c;
        } else if (isQuoted && c == '\\' && i + 1 < text.size() && text[i + 1] > ' ') {
            result.append(c).append(text[++i]);
        } else if (c == '\\' || (!isQuoted && (c == ';' || c == '(' || c == ')'))) {
            result += '?';
        } else {
            result += c; // The header writer takes care of control octets.
        }
    }
    return isQuoted ? result + '"' : result;
}

QByteArray comment(QByteArrayView text)
{
    QByteArray result = "(";
    for (const char c : text) {
        if (c == '(' || c == ')' || c == '\\')
            result += '\\';
        result += static_cast<quint8>(c) < 0x20 ? ' ' : c;
    }
    return result + ')';
}

} // namespace

QByteArrayView withoutCfws(QByteArrayView text)
{
    int depth = 0;
    qsizetype i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (depth > 0 && c == '\\')
            ++i;
        else if (c == '(')
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
        else if (depth == 0 && c != ' ' && c != '\t' && c != '\r' && c != '\n')
            break;
    }
    return text.sliced(std::min(i, text.size()));
}

QByteArray authProperty(QByteArrayView name, QByteArrayView value)
{
    QByteArray result = token(name) + '=';
    if (!value.isEmpty() && std::ranges::all_of(value, [](char c) { return isTokenChar(c) || c == '@' || c == ':' || c == '/'; }))
        return result + value.toByteArray();
    result += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += static_cast<quint8>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
    return result + '"';
}

QByteArray authenticationResultsField(QByteArrayView authservId, const QList<MethodResult> &results)
{
    QByteArray value = token(authservId);
    for (const MethodResult &result : results) {
        value += "; " + token(result.method) + '=' + token(result.result);
        if (!result.comment.isEmpty())
            value += ' ' + comment(result.comment);
        if (!result.properties.isEmpty())
            value += ' ' + harmlessProperties(result.properties);
    }
    if (results.isEmpty())
        value += "; none";
    HeaderWriter writer;
    writer.addStructured("Authentication-Results", value);
    return writer.octets();
}

QByteArray authservIdOf(QByteArrayView body)
{
    const QByteArrayView text = withoutCfws(body);
    QByteArray id;
    if (!text.startsWith('"')) {
        for (qsizetype i = 0; i < text.size() && isTokenChar(text[i]); ++i)
            id += text[i];
        return id;
    }
    for (qsizetype i = 1; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            ++i;
        if (text[i] != '\r' && text[i] != '\n')
            id += text[i];
    }
    return id.trimmed();
}

QList<int> fieldsToRemove(const HeaderSection &header, QByteArrayView authservId)
{
    const auto withoutDot = [](QByteArrayView name) { return name.endsWith('.') ? name.chopped(1) : name; };
    static constexpr QByteArrayView ownPrefix = "X-Postern-";
    QList<int> indexes;
    for (qsizetype i = 0; i < header.fields().size(); ++i) {
        const HeaderField &field = header.fields()[i];
        const bool isPrivate = field.name.size() >= ownPrefix.size() && field.name.first(ownPrefix.size()).compare(ownPrefix, Qt::CaseInsensitive) == 0;
        const bool claimsToBeOurs = field.isNamed("Authentication-Results")
            && withoutDot(authservIdOf(field.body)).compare(withoutDot(authservId), Qt::CaseInsensitive) == 0;
        if (isPrivate || claimsToBeOurs)
            indexes.append(static_cast<int>(i));
    }
    return indexes;
}

} // namespace gateway::mail
