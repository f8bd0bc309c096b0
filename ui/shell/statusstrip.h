#pragma once

#include "gateway/admin/types.h"
#include "ui/theme/palette.h"
#include "ui/widgets/frames.h"

#include <QTimer>

class QHBoxLayout;

namespace ui {

class GatewayLink;

/// The line at the bottom: whether the gateway serves, how fast, what waits, how fresh its signatures are, and the time.
class StatusStrip : public Ground
{
    Q_OBJECT
public:
    explicit StatusStrip(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive the strip.
    [[nodiscard]] const QStringList &texts() const { return m_texts; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void readLink();

    GatewayLink &m_link;
    Tone m_tone = Tone::Unknown;
    QStringList m_texts; ///< The first is the state.
    QTimer m_clock;
};

/// One sentence about the gateway as a whole: "Serving", "Holding mail", "Not connected".
[[nodiscard]] QString stateWord(const GatewayLink &link);
[[nodiscard]] Tone stateTone(const GatewayLink &link);

} // namespace ui
