#pragma once

#include <QString>
#include <QStringView>

namespace gateway::content {

/// A guess at the language of a text: by script (ja, zh, ko, ru, ar, he, el, th, hi), else by stop words
/// (en, de, fr, es, pt, it, nl). Empty if there is too little of it.
[[nodiscard]] QString guessLanguage(QStringView text);

} // namespace gateway::content
