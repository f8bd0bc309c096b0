#pragma once

#include "gateway/admin/types.h"

#include <QWidget>

namespace ui {

class ChipLabel;
class FactGrid;
class TextLabel;

/// How a message was encrypted on both of its ways: from the client to us, from us to the next hop.
class TlsTab : public QWidget
{
    Q_OBJECT
public:
    explicit TlsTab(QWidget *parent = nullptr);
    void setMessage(const gateway::admin::Message &message);

private:
    struct Side {
        ChipLabel *chip;
        FactGrid *facts;
    };
    [[nodiscard]] QWidget *sideArea(Side &side, const QString &title);
    static void fill(const Side &side, const gateway::admin::TlsRecord &tls, bool isUsed);

    Side m_in, m_out;
};

} // namespace ui
