#pragma once

#include <QList>
#include <QString>
#include <QStringView>

namespace gateway::content {

/// Something in a page that leads elsewhere.
struct HtmlLink {
    enum class Kind { Anchor, Image, Form, Other };
    Kind kind = Kind::Anchor;
    QString target;
    QString text; ///< What a person sees of an anchor.
};

/// What a page says and does. No script runs and nothing is loaded to find out.
struct HtmlText {
    QString text;               ///< Visible text.
    qsizetype hiddenLength = 0; ///< Characters of text that styles hide.
    QList<HtmlLink> links;      ///< At most 1000.
    int images = 0;
    bool hasForm = false, hasPasswordField = false, hasScript = false, hasRefresh = false;
    qint64 steps = 0; ///< Characters looked at, for the test of linearity.
};

/// A small tolerant tokenizer, one pass from left to right: tags need not match, entities not end (threats.md P11).
[[nodiscard]] HtmlText readHtml(QStringView html);

} // namespace gateway::content
