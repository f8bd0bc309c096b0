#include "gateway/store/searchtext.h"

#include <algorithm>

namespace gateway::store {

QString searchText(QStringView text, qsizetype maxLength)
{
    const auto isPlain = [](QChar c) { return c >= u' ' && c < u'\x7f' && !(c >= u'A' && c <= u'Z'); };
    QString result = text.left(maxLength).toString();
    if (std::all_of(result.cbegin(), result.cend(), isPlain))
        return result;
    result = result.normalized(QString::NormalizationForm_KC).toCaseFolded().left(maxLength);
    std::replace_if(
        result.begin(), result.end(), [](QChar c) { return c.category() == QChar::Other_Control; }, u' ');
    return result;
}

} // namespace gateway::store
